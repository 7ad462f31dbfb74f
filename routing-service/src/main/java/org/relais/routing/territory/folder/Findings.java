package org.relais.routing.territory.folder;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.relais.routing.territory.folder.Finding.Severity;

/** Collects what is wrong while a folder is read. */
final class Findings {

    private static final int MOST_GUESSES = 200;

    private final List<Finding> found = new ArrayList<>();
    private int guesses;

    void error(String file, int line, String code, String... arguments) {
        found.add(new Finding(Severity.ERROR, file, line, 0, code, List.of(arguments), null));
    }

    void errorAt(String file, int line, int column, String code, String... arguments) {
        found.add(new Finding(Severity.ERROR, file, line, column, code, List.of(arguments), null));
    }

    void warning(String file, int line, String code, String... arguments) {
        found.add(new Finding(Severity.WARNING, file, line, 0, code, List.of(arguments), null));
    }

    void warningAt(String file, int line, int column, String code, String... arguments) {
        found.add(new Finding(Severity.WARNING, file, line, column, code, List.of(arguments), null));
    }

    /** A name that is not among those known; the nearest one is suggested. */
    void unknown(String file, int line, int column, String code, String name, Collection<String> known) {
        // Each guess compares with every known name: enough of them help nobody and take minutes on a large table.
        String nearest = guesses++ < MOST_GUESSES ? Spelling.nearest(name, known) : null;
        found.add(new Finding(Severity.ERROR, file, line, column, code, List.of(name), nearest));
    }

    void addAll(List<Finding> others) {
        found.addAll(others);
    }

    boolean anyError() {
        return found.stream().anyMatch(Finding::isError);
    }

    /** By file and line. */
    List<Finding> all() {
        return found.stream()
                .sorted(Comparator.comparing(Finding::file)
                        .thenComparingInt(Finding::line)
                        .thenComparingInt(Finding::column))
                .toList();
    }
}
