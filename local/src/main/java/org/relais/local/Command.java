package org.relais.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** One of the words after {@code ./relais}. */
public interface Command {

    /** All is well. */
    int OK = 0;
    /** It was tried and did not succeed. */
    int FAILED = 1;
    /** The command line is wrong. */
    int USAGE = 2;
    /** No platform runs. */
    int NOT_RUNNING = 3;

    /** @return the exit code */
    int run(Context context, List<String> arguments);

    /** Says which of them no command has; whoever mistypes an option didn't mean the command without it. */
    static boolean allKnown(Console console, List<String> arguments, Set<String> options) {
        List<String> unknown = arguments.stream()
                .filter(argument -> !options.contains(argument))
                .toList();
        unknown.forEach(argument -> console.note("error.unknown-option", argument));
        return unknown.isEmpty();
    }

    /** A path that the person gave: relative to where they stand, which isn't where this process runs. */
    static Path path(String given) {
        return Path.of(System.getProperty("relais.called-from", "")).resolve(given);
    }

    /** Where a command runs: in which checkout, on which platform, for whose eyes. */
    record Context(Checkout checkout, int portOffset, Console console) {

        public PlatformPorts ports() {
            return PlatformPorts.shiftedBy(portOffset);
        }

        public Home home() {
            return Home.below(checkout, portOffset);
        }
    }
}
