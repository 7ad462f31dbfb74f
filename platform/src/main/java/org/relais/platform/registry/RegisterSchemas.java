package org.relais.platform.registry;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.relais.platform.registry.SchemaRegistrar.Outcome;
import org.relais.platform.registry.SchemaRegistrar.Registration;

/**
 * Registers the whole catalogue: {@code RegisterSchemas [key=value …]} with Confluent's keys, or the same keys in the
 * environment ({@code SCHEMA_REGISTRY_URL}, {@code BASIC_AUTH_USER_INFO} …); arguments win.
 *
 * <p>Prints one line a subject. Exit code 0: all stand there; 1: at least one was refused; 2: no registry answered, or the
 * configuration is wrong.
 */
public final class RegisterSchemas {

    private static final List<String> KEYS = List.of(
            RegistrySettings.URL,
            RegistrySettings.BASIC_SOURCE,
            RegistrySettings.BASIC_USER_INFO,
            RegistrySettings.BEARER_SOURCE,
            RegistrySettings.BEARER_TOKEN,
            "http.connect.timeout.ms",
            "http.read.timeout.ms",
            "max.retries");

    private RegisterSchemas() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), System.getenv(), out));
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out) {
        try (SchemaRegistry registry = new SchemaRegistry(configuration(arguments, environment))) {
            List<Registration> registrations = new SchemaRegistrar(registry).register(SchemaRegistrar.catalogue());
            registrations.forEach(registration -> out.println(line(registration)));
            return registrations.stream().anyMatch(r -> r.outcome() == Outcome.FAILED) ? 1 : 0;
        } catch (RegistryException failed) {
            out.println(failed.getMessage());
            return 2;
        }
    }

    private static Map<String, String> configuration(List<String> arguments, Map<String, String> environment) {
        Map<String, String> configuration = new HashMap<>();
        for (String key : KEYS) {
            String value = environment.get(key.toUpperCase(Locale.ROOT).replace('.', '_'));
            if (value != null) {
                configuration.put(key, value);
            }
        }
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 1) {
                throw new InvalidConfiguration("expected key=value, not: " + argument);
            }
            configuration.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return configuration;
    }

    private static String line(Registration registration) {
        String outcome = registration.outcome().name().toLowerCase(Locale.ROOT);
        return registration.outcome() == Outcome.FAILED
                ? outcome + " " + registration.subject() + ": " + registration.reason()
                : outcome + " " + registration.subject() + " id=" + registration.id();
    }
}
