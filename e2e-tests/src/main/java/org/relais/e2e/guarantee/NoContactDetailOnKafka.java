package org.relais.e2e.guarantee;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * No contact detail that a person left with us stands in a log segment, a dead letter or a log file: the bytes on disk are
 * searched for details planted on purpose (canaries).
 *
 * <p>Legal: the details in intake's database, encrypted, and in the mail that went to the person.
 *
 * <p>Illegal: a canary in any file below the given folders, in UTF-8 or UTF-16, whole.
 */
public final class NoContactDetailOnKafka {

    private final List<String> canaries;

    /** @param canaries names, addresses and numbers that nothing else contains; at least eight characters each */
    public NoContactDetailOnKafka(List<String> canaries) {
        if (canaries.isEmpty() || canaries.stream().anyMatch(canary -> canary.length() < 8)) {
            throw new IllegalArgumentException("canaries must be given and be at least eight characters each");
        }
        this.canaries = List.copyOf(canaries);
    }

    /** @return one sentence for each canary found in each file */
    public List<String> breaches(List<Path> folders) throws IOException {
        var breaches = new ArrayList<String>();
        for (Path file : files(folders)) {
            var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            for (int i = 0; i < canaries.size(); i++) {
                if (contains(bytes, canaries.get(i))) {
                    breaches.add("canary " + i + " stands in " + file);
                }
            }
        }
        return breaches;
    }

    public String witness(List<Path> folders) throws IOException {
        long size = 0;
        var files = files(folders);
        for (Path file : files) {
            size += Files.size(file);
        }
        return "%d canaries searched for in %,d bytes of %d files".formatted(canaries.size(), size, files.size());
    }

    private static boolean contains(String bytes, String canary) {
        return bytes.contains(new String(canary.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                || bytes.contains(new String(canary.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1));
    }

    private static List<Path> files(List<Path> folders) throws IOException {
        var found = new ArrayList<Path>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                // Index files are preallocated zeros beside the segments; they hold offsets only.
                files.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().endsWith("index"))
                        .forEach(found::add);
            }
        }
        if (found.isEmpty()) {
            throw new IllegalStateException("nothing to search in " + folders);
        }
        return found;
    }
}
