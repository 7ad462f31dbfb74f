package org.relais.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.relais.embedded.EmbeddedRegistry;
import org.relais.embedded.FreePorts;
import org.relais.embedded.RegistrySettings;
import org.relais.local.Programs.Program;

/** Training runs of the broker and the registry: each is started on free ports with nothing in it, and asked to end. */
final class InfrastructureTraining {

    private final Programs programs;
    private final AotCaches caches;
    private final Home home;

    InfrastructureTraining(Programs programs, AotCaches caches, Home home) {
        this.programs = programs;
        this.caches = caches;
        this.home = home;
    }

    void trainRegistry() {
        Program registry = programs.program(Part.REGISTRY);
        if (!caches.has(registry)) {
            RegistrySettings settings = RegistrySettings.throwAway();
            train(registry, EmbeddedRegistry.options(settings), List.of(), settings.port());
        }
    }

    void trainKafka() {
        Program kafka = programs.program(Part.KAFKA);
        if (!caches.has(kafka)) {
            Path data = home.run().resolve("kafka-training");
            int port = FreePorts.next();
            train(
                    kafka,
                    KafkaLog.OPTIONS,
                    List.of(data.toString(), Integer.toString(port), Integer.toString(FreePorts.next())),
                    port);
        }
    }

    private void train(Program program, List<String> properties, List<String> arguments, int port) {
        List<String> options = new ArrayList<>(List.of(ProcessFile.mark(home)));
        options.addAll(JvmOptions.of(program.part()));
        options.addAll(properties);
        caches.train(
                program,
                programs.command(program, options, arguments),
                Map.of(),
                home,
                () -> PortCheck.isListening(port));
    }
}
