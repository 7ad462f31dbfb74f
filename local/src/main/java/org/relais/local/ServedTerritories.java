package org.relais.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The territory folders that a platform serves: the demo town's, unless it was begun with others. They are kept beside its data,
 * whose requests belong to them.
 */
final class ServedTerritories {

    private final Home home;
    private final Checkout checkout;

    ServedTerritories(Home home, Checkout checkout) {
        this.home = home;
        this.checkout = checkout;
    }

    List<Path> folders() {
        try {
            return Files.exists(file())
                    ? Files.readAllLines(file()).stream()
                            .map(checkout.root()::resolve)
                            .toList()
                    : List.of(checkout.demoTerritory());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(), e);
        }
    }

    /** The demo stories are set there. */
    boolean includeTheDemoTown() {
        return folders().contains(checkout.demoTerritory());
    }

    /**
     * Serves these from now on. One served so far whose folder is gone, moved or renamed, may be left out.
     *
     * @return the others that were served so far and aren't among them, whose requests would be left without departments; nothing is
     *     changed then
     */
    List<Path> serve(List<Path> folders) {
        List<Path> wanted = folders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .distinct()
                .toList();
        List<Path> soFar = home.isNew() ? List.of() : folders();
        List<Path> leftOut = soFar.stream()
                .filter(folder -> !wanted.contains(folder) && Files.isDirectory(folder))
                .toList();
        if (leftOut.isEmpty()) {
            home.create();
            try {
                Files.write(file(), wanted.stream().map(this::kept).toList());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file(), e);
            }
        }
        return leftOut;
    }

    /** The checkout may be moved, with all that is in it. */
    private String kept(Path folder) {
        Path root = checkout.root();
        return (folder.startsWith(root) ? root.relativize(folder) : folder).toString();
    }

    private Path file() {
        return home.folder().resolve("territories");
    }
}
