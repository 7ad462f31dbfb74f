package org.relais.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The territory folders that a platform serves: the demo town's, unless it was begun with others. They are kept beside its data,
 * whose requests belong to them.
 */
final class ServedTerritories {

    private final Home home;
    private final Path demo;

    ServedTerritories(Home home, Checkout checkout) {
        this.home = home;
        this.demo = checkout.demoTerritory();
    }

    List<Path> folders() {
        try {
            return Files.exists(file())
                    ? Files.readAllLines(file()).stream().map(Path::of).toList()
                    : List.of(demo);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(), e);
        }
    }

    /** The demo stories are set there. */
    boolean includeTheDemoTown() {
        return folders().contains(demo);
    }

    /**
     * Serves these from now on.
     *
     * @return those that were served so far and aren't among them, whose requests would be left without departments; nothing is changed then
     */
    List<Path> serve(List<Path> folders) {
        List<Path> wanted = folders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .distinct()
                .toList();
        List<Path> leftOut = Stream.of(home.isNew() ? List.<Path>of() : folders())
                .flatMap(List::stream)
                .filter(folder -> !wanted.contains(folder))
                .toList();
        if (leftOut.isEmpty()) {
            home.create();
            try {
                Files.write(file(), wanted.stream().map(Path::toString).toList());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file(), e);
            }
        }
        return leftOut;
    }

    private Path file() {
        return home.folder().resolve("territories");
    }
}
