package org.relais.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code docker-compose.yml} runs before the services: {@code secrets FOLDER} makes what is missing, in the layout that Spring
 * reads as a configuration tree; {@code contracts KAFKA REGISTRY} makes topics and registers schemas; {@code departments KAFKA
 * ROUTING FOLDER} lets departments sign in at Kafka; {@code client-secret FOLDER CLIENT} prints one,
 * {@code open311-key FOLDER} the Open311 key.
 */
final class ComposePreparation {

    private ComposePreparation() {}

    public static void main(String[] args) throws IOException {
        switch (args[0]) {
            case "secrets" -> secrets(Path.of(args[1]));
            case "contracts" -> contracts(args[1], args[2]);
            case "departments" -> departments(args[1], args[2], Path.of(args[3]));
            case "client-secret" ->
                Console.standard(Messages.in(Locale.ENGLISH))
                        .line(new Secrets(Path.of(args[1]).resolve("made")).clientSecret(args[2]));
            case "open311-key" ->
                Console.standard(Messages.in(Locale.ENGLISH))
                        .line(new Secrets(Path.of(args[1]).resolve("made")).open311Key());
            case String unknown ->
                throw new IllegalArgumentException(
                        "secrets, contracts, departments, client-secret or open311-key, not " + unknown);
        }
    }

    private static void secrets(Path folder) {
        var secrets = new Secrets(folder.resolve("made"));
        for (String role : LocalPlatform.DATABASES) {
            write(folder.resolve("postgres"), Map.of(role, secrets.databasePassword(role)));
        }
        write(folder.resolve("postgres"), Map.of("postgres", secrets.databasePassword("postgres")));
        write(folder.resolve(Part.IDENTITY.id()), Map.of("relais.identity.key", secrets.identityKey()));
        service(
                folder,
                secrets,
                Part.INTAKE,
                "intake",
                Map.of(
                        "relais.vault.master-key",
                        secrets.masterKey(),
                        "relais.open311.keys." + Secrets.OPEN311,
                        secrets.open311Key()));
        service(folder, secrets, Part.ROUTING, "routing", Map.of());
        service(folder, secrets, Part.NOTIFICATION, "notification", Map.of());
    }

    private static void service(Path folder, Secrets secrets, Part service, String database, Map<String, String> more) {
        var own = folder.resolve(service.id());
        write(own, more);
        write(
                own,
                Map.of(
                        "spring.datasource.username", database,
                        "spring.datasource.password", secrets.databasePassword(database),
                        "relais.security.client-secret", secrets.clientSecret(service.id())));
    }

    private static void contracts(String kafka, String registry) throws IOException {
        new Topology(kafka).create();
        new SchemaRelease(registry, Files.createTempDirectory("release").resolve("schemas.released")).register();
    }

    private static void departments(String kafka, String routing, Path folder) throws IOException {
        try (var rest = new Rest()) {
            new DepartmentAccess(kafka, routing, new Secrets(folder.resolve("made"))).grant(rest);
        }
    }

    /** Readable inside the volume, which only the platform's own containers mount, each under a user of its own. */
    private static void write(Path folder, Map<String, String> values) {
        try {
            Files.createDirectories(folder);
            for (var value : values.entrySet()) {
                Files.writeString(folder.resolve(value.getKey()), value.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write secrets to " + folder, e);
        }
    }
}
