package org.relais.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders for parts whose data nobody wants to keep. */
final class TemporaryFolders {

    private TemporaryFolders() {}

    static Path create(String part) {
        try {
            return Files.createTempDirectory("relais-" + part + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder for " + part, e);
        }
    }

    /** Deletes what can be deleted; a file that is still held stays for the system to clean. */
    static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}
