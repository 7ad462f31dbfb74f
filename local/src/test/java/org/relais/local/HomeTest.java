package org.relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    private Path folder;

    @Test
    void owesTheDemoStoriesUntilTheyAreToldToTheEnd() throws Exception {
        Home home = new Home(folder.resolve("platform"));

        assertThat(UpCommand.storiesWanted(home, false)).isTrue();
        Files.createDirectories(home.postgres());
        assertThat(UpCommand.storiesWanted(home, false)).as("cut short").isTrue();
        home.storiesTold();
        assertThat(UpCommand.storiesWanted(home, false)).as("told").isFalse();
    }

    @Test
    void doesNotTellThemWhereTheyWereNotWanted() throws Exception {
        Home home = new Home(folder.resolve("platform"));

        assertThat(UpCommand.storiesWanted(home, true)).isFalse();
        Files.createDirectories(home.postgres());
        assertThat(UpCommand.storiesWanted(home, false)).isFalse();
    }
}
