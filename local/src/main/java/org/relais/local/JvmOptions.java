package org.relais.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Options of a part's JVM. */
final class JvmOptions {

    /** For a platform that lives for minutes, as in tests: the other compiler's work never pays there. */
    private static final String QUICK_COMPILER = "relais.quick-compiler";

    private static final int ROUTING_MEGABYTES = 192;

    /** While it is read: text, rows and areas at once, beside those in force. */
    private static final int MEGABYTES_FOR_EACH_OF_A_FOLDER = 50;

    /** Which compiler is at work, and how large the heap is, make no AOT cache unfit. */
    static final List<String> DECIDING_WHICH_CACHE_FITS = List.of(
            "-XX:+UseSerialGC",
            "-Xss512k",
            "-XX:ReservedCodeCacheSize=80m",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private JvmOptions() {}

    /** For territories of a usual size. */
    static List<String> of(Part part) {
        return of(part, List.of());
    }

    /** @param territories folders that routing reads */
    static List<String> of(Part part, List<Path> territories) {
        List<String> options = new ArrayList<>(List.of(heap(part, territories)));
        options.addAll(DECIDING_WHICH_CACHE_FITS);
        // None of these is on a request's way to its department: the quick compiler is enough, costs less memory, and
        // leaves the cores to intake and routing while these still compile.
        boolean aside = part == Part.IDENTITY || part == Part.REGISTRY || part == Part.NOTIFICATION;
        if (aside || Boolean.getBoolean(QUICK_COMPILER)) {
            options.add("-XX:TieredStopAtLevel=1");
        }
        return List.copyOf(options);
    }

    /** What routing takes for territories of this size: nothing more than the usual for a town, several times that for a country. */
    static String routingHeap(List<Path> territories) {
        long bytes = territories.stream().mapToLong(JvmOptions::size).sum();
        return "-Xmx" + (ROUTING_MEGABYTES + MEGABYTES_FOR_EACH_OF_A_FOLDER * (bytes >> 20)) + "m";
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile).mapToLong(File::length).sum();
        } catch (IOException | UncheckedIOException unreadable) {
            // Routing says so, better than could be said here.
            return 0;
        }
    }

    private static String heap(Part part, List<Path> territories) {
        return switch (part) {
            case INTAKE -> "-Xmx192m";
            case ROUTING -> routingHeap(territories);
            case NOTIFICATION -> "-Xmx160m";
            case IDENTITY -> "-Xmx96m";
            case REGISTRY -> "-Xmx160m";
            case KAFKA -> "-Xmx256m";
            case POSTGRES, MAIL -> throw new IllegalArgumentException(part + " has no JVM of its own");
        };
    }
}
