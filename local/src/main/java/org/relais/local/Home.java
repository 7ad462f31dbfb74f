package org.relais.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** One platform's own folder: its data, secrets, logs and process files. */
public record Home(Path folder) {

    private static final String MARKER = "relais-platform";

    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    /** Where the platform with this port offset keeps everything, below the checkout. */
    public static Home below(Checkout checkout, int offset) {
        return new Home(checkout.root().resolve(".relais").resolve("platform-" + offset));
    }

    Path kafka() {
        return folder.resolve("kafka");
    }

    Path postgres() {
        return folder.resolve("postgres");
    }

    Path secrets() {
        return folder.resolve("secrets");
    }

    Path identity() {
        return folder.resolve("identity");
    }

    Path logs() {
        return folder.resolve("logs");
    }

    Path run() {
        return folder.resolve("run");
    }

    Path attachments() {
        return folder.resolve("attachments");
    }

    /** Where a part's output goes. */
    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    boolean isNew() {
        return !Files.exists(postgres());
    }

    /** Whether the demo stories were begun here, and not told to their end. */
    boolean owesStories() {
        return Files.exists(storiesDue());
    }

    void oweStories() {
        create();
        try {
            Files.writeString(storiesDue(), "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + storiesDue(), e);
        }
    }

    void storiesTold() {
        try {
            Files.deleteIfExists(storiesDue());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + storiesDue(), e);
        }
    }

    private Path storiesDue() {
        return folder.resolve("stories.due");
    }

    void create() {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(MARKER), "");
            for (Path each : new Path[] {kafka(), identity(), logs(), run()}) {
                Files.createDirectories(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }

    /** Deletes everything the platform kept, but who runs it; refuses a folder that isn't a platform's. */
    void wipe() {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.exists(folder.resolve(MARKER))) {
            throw new IllegalStateException("not deleted, since it isn't a platform's folder: " + folder);
        }
        Set<Path> kept = Set.of(
                folder,
                folder.resolve(MARKER),
                run(),
                run().resolve(LauncherLock.LOCK),
                run().resolve(LauncherLock.FILE));
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(path -> !kept.contains(path))
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
