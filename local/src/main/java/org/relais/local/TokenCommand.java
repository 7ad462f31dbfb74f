package org.relais.local;

import java.io.IOException;
import java.util.List;

/** Prints an access token, or the Open311 key, for trying the APIs by hand; nothing else stands on its last line. */
final class TokenCommand implements Command {

    @Override
    public int run(Context context, List<String> arguments) {
        Console console = context.console();
        if (arguments.size() != 1) {
            console.note("token.usage");
            return USAGE;
        }
        String client = arguments.getFirst();
        try {
            console.line(tokenOrKey(context, client));
            return OK;
        } catch (AccessTokens.Refused e) {
            console.note("token.refused", client);
            return FAILED;
        } catch (IOException e) {
            console.note("error.not-running");
            return NOT_RUNNING;
        }
    }

    /** An Open311 client is told its key once, and keeps it. */
    private static String tokenOrKey(Context context, String client) throws IOException {
        String token = AccessTokens.from(context, client);
        return client.equals(Secrets.OPEN311) ? new Secrets(context.home().secrets()).open311Key() : token;
    }
}
