package org.relais.intake.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisclosureTest {

    private static final Path SOURCES = Path.of("src/main/java/org/relais/intake");

    @Test
    void whoIsListedIsSaidOnceAndAskedByEveryList() throws IOException {
        assertThat(holding("NOT filed.kept_private")).containsExactly("Disclosure.java");
        assertThat(holding("Disclosure.LISTED")).containsExactly("JdbcPublicRequests.java", "JdbcRequestIndex.java");
    }

    private static List<String> holding(String words) throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> read(file).contains(words))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
