package org.relais.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whether a part answers. */
record PartHealth(String name, boolean up) {

    static List<PartHealth> of(Command.Context context, Rest rest) {
        PlatformPorts ports = context.ports();
        List<PartHealth> parts = new ArrayList<>();
        for (Part part : Part.values()) {
            parts.add(new PartHealth(part.id(), answers(part, ports, rest)));
        }
        for (String name : names(context.home())) {
            if (name.matches(".*-\\d+")) {
                boolean runs = new ProcessFile(context.home().run().resolve(name + ".pid"))
                        .process(context.home())
                        .isPresent();
                parts.add(new PartHealth(name, runs));
            }
        }
        return parts;
    }

    /** Names of the processes that a launcher wrote down. */
    static List<String> names(Home home) {
        if (!Files.isDirectory(home.run())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(home.run())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".pid") && !name.equals(LauncherLock.FILE))
                    .map(name -> name.substring(0, name.length() - ".pid".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + home.run(), e);
        }
    }

    private static boolean answers(Part part, PlatformPorts ports, Rest rest) {
        return switch (part) {
            case POSTGRES, KAFKA, MAIL -> PortCheck.isListening(ports.number(Port.of(part)));
            case REGISTRY -> rest.answers(ports.url(Port.REGISTRY) + "/apis/ccompat/v7/subjects");
            case IDENTITY, ROUTING, INTAKE, NOTIFICATION ->
                rest.answers(ports.url(Port.healthOf(part)) + "/actuator/health");
        };
    }
}
