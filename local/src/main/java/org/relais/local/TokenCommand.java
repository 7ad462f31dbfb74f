package org.relais.local;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Prints an access token, or the Open311 key, for trying the APIs by hand; nothing else stands on its last line. */
final class TokenCommand implements Command {

    static final Set<String> ROLES = Set.of("admin", "operator", Secrets.OPEN311, "import", "counter", "partner");

    @Override
    public int run(Context context, List<String> arguments) {
        Console console = context.console();
        if (arguments.size() != 1) {
            console.note("token.usage");
            return USAGE;
        }
        String client = arguments.getFirst();
        Set<String> known = mayBeMistyped(client) ? departments(context) : Set.of();
        if (!known.isEmpty() && !known.contains(client)) {
            console.note("token.unknown", client, String.join(", ", known));
            return FAILED;
        }
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

    /** The issuer knows its roles and the services by name, and takes any other for a department. */
    static boolean mayBeMistyped(String client) {
        return !ROLES.contains(client)
                && Stream.of(Part.values())
                        .noneMatch(part -> part.isService() && part.id().equals(client));
    }

    /** None where routing doesn't answer: then the issuer alone has its say. */
    private static Set<String> departments(Context context) {
        try (Rest rest = new Rest()) {
            return Departments.codes(rest, context.ports().url(Port.ROUTING));
        } catch (IOException e) {
            return Set.of();
        }
    }

    /** An Open311 client is told its key once, and keeps it. */
    private static String tokenOrKey(Context context, String client) throws IOException {
        String token = AccessTokens.from(context, client);
        return client.equals(Secrets.OPEN311) ? new Secrets(context.home().secrets()).open311Key() : token;
    }
}
