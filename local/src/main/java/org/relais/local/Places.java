package org.relais.local;

import java.io.IOException;
import java.util.Set;

/** Where everything answers, and how to sign in. */
final class Places {

    private static final String OF_THE_DEMO_TOWN = "voirie";

    private final Command.Context context;

    Places(Command.Context context) {
        this.context = context;
    }

    void show() {
        PlatformPorts ports = context.ports();
        Console console = context.console();
        console.line("");
        place("places.pages", ports.url(Port.INTAKE));
        place("places.counter", ports.url(Port.INTAKE) + "/counter");
        place("places.desk", ports.url(Port.ROUTING) + "/desk");
        place("places.rest", ports.url(Port.INTAKE) + "/api/v1");
        place("places.departments", ports.url(Port.ROUTING) + "/api/v1");
        place("places.notifications", ports.url(Port.NOTIFICATION) + "/api/v1");
        place("places.outbox", ports.url(Port.NOTIFICATION));
        place("places.issuer", ports.url(Port.IDENTITY));
        place("places.kafka", "localhost:" + ports.number(Port.KAFKA) + " · " + ports.number(Port.KAFKA_SASL));
        place("places.registry", ports.url(Port.REGISTRY) + "/apis/ccompat/v7");
        place("places.postgres", "localhost:" + ports.number(Port.POSTGRES));
        place("places.mail", "localhost:" + ports.number(Port.SMTP) + " · " + ports.number(Port.IMAP));
        place(
                "places.health",
                "localhost:" + ports.number(Port.INTAKE_HEALTH) + ", " + ports.number(Port.ROUTING_HEALTH) + ", "
                        + ports.number(Port.NOTIFICATION_HEALTH) + ", " + ports.number(Port.IDENTITY_HEALTH)
                        + " /actuator");
        console.line("");
        console.say(
                "places.logins",
                context.checkout().root().relativize(context.home().folder()),
                department());
    }

    /** One to sign in as. */
    private String department() {
        try (Rest rest = new Rest()) {
            Set<String> codes = Departments.codes(rest, context.ports().url(Port.ROUTING));
            return codes.contains(OF_THE_DEMO_TOWN) || codes.isEmpty()
                    ? OF_THE_DEMO_TOWN
                    : codes.iterator().next();
        } catch (IOException routingIsBusy) {
            return OF_THE_DEMO_TOWN;
        }
    }

    private void place(String key, String where) {
        context.console()
                .line("  %-46s %s".formatted(context.console().messages().get(key), where));
    }
}
