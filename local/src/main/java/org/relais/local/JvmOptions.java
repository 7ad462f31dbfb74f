package org.relais.local;

import java.util.ArrayList;
import java.util.List;

/** Options of a part's JVM. They decide which AOT cache fits, too. */
final class JvmOptions {

    /** For a platform that lives for minutes, as in tests: the other compiler's work never pays there. */
    private static final String QUICK_COMPILER = "relais.quick-compiler";

    private JvmOptions() {}

    static List<String> of(Part part) {
        List<String> options = new ArrayList<>(List.of(
                heap(part),
                "-XX:+UseSerialGC",
                "-Xss512k",
                "-XX:ReservedCodeCacheSize=80m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        // None of these is on a request's way to its department: the quick compiler is enough, costs less memory, and
        // leaves
        // the cores to intake and routing while these still compile.
        boolean aside = part == Part.IDENTITY || part == Part.REGISTRY || part == Part.NOTIFICATION;
        if (aside || Boolean.getBoolean(QUICK_COMPILER)) {
            options.add("-XX:TieredStopAtLevel=1");
        }
        return List.copyOf(options);
    }

    private static String heap(Part part) {
        return switch (part) {
            case INTAKE, ROUTING -> "-Xmx192m";
            case NOTIFICATION -> "-Xmx160m";
            case IDENTITY -> "-Xmx96m";
            case REGISTRY -> "-Xmx160m";
            case KAFKA -> "-Xmx256m";
            case POSTGRES, MAIL -> throw new IllegalArgumentException(part + " has no JVM of its own");
        };
    }
}
