package org.relais.local;

import java.io.IOException;
import java.util.List;

/** Prints an access token for trying the APIs by hand; nothing but the token stands on its last line. */
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
            console.line(AccessTokens.from(context, client));
            return OK;
        } catch (AccessTokens.Refused e) {
            console.note("token.refused", client);
            return FAILED;
        } catch (IOException e) {
            console.note("error.not-running");
            return NOT_RUNNING;
        }
    }
}
