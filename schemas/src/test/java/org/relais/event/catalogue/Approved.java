package org.relais.event.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Generated files that stand in the repository: compared by a test, written anew with {@code -Drelais.approve=true}. */
final class Approved {

    private Approved() {}

    static void assertCurrent(Path file, String generated) throws IOException {
        if (Boolean.getBoolean("relais.approve")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, generated);
        }
        assertThat(file)
                .as("%s is generated; bring it up to date by: mvn -pl schemas test -Drelais.approve=true", file)
                .hasContent(generated);
    }
}
