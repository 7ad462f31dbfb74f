package org.relais.local;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.ResourceNotFoundException;

/** Prints the settings by which a department's own system signs in at Kafka, as a properties file. */
final class KafkaLoginCommand implements Command {

    @Override
    public int run(Context context, List<String> arguments) {
        Console console = context.console();
        if (arguments.size() != 1) {
            console.note("kafka-login.usage");
            return USAGE;
        }
        PlatformPorts ports = context.ports();
        if (!PortCheck.isListening(ports.number(Port.KAFKA))) {
            console.note("error.not-running");
            return NOT_RUNNING;
        }
        String department = arguments.getFirst();
        if (!signsIn(department, "127.0.0.1:" + ports.number(Port.KAFKA))) {
            console.note("kafka-login.unknown", department);
            return FAILED;
        }
        KafkaLogin.of(
                        "localhost:" + ports.number(Port.KAFKA_SASL),
                        department,
                        new Secrets(context.home().secrets()).clientSecret(department))
                .forEach((key, value) -> console.line(key + "=" + value));
        return OK;
    }

    /** Whether the broker knows it: a secret can be derived for any name. */
    private static boolean signsIn(String department, String trusted) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", trusted))) {
            admin.describeUserScramCredentials(List.of(department))
                    .description(department)
                    .get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ResourceNotFoundException) {
                return false;
            }
            throw new IllegalStateException("Kafka does not say who may sign in", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Kafka who may sign in", e);
        }
    }
}
