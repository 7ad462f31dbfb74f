package org.relais.routing.territory.folder;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.relais.routing.territory.folder.Finding.Severity;

/** Collects what is wrong while a folder is read. */
final class Findings {

    private final List<Finding> found = new ArrayList<>();

    void error(String file, int line, String code, String... arguments) {
        found.add(new Finding(Severity.ERROR, file, line, 0, code, List.of(arguments), null));
    }

    void errorAt(String file, int line, int column, String code, String... arguments) {
        found.add(new Finding(Severity.ERROR, file, line, column, code, List.of(arguments), null));
    }

    void warning(String file, int line, String code, String... arguments) {
        found.add(new Finding(Severity.WARNING, file, line, 0, code, List.of(arguments), null));
    }

    /** A name that is not among those known; the nearest one is suggested. */
    void unknown(String file, int line, int column, String code, String name, Collection<String> known) {
        String nearest = Spelling.nearest(name, known);
        found.add(new Finding(Severity.ERROR, file, line, column, code, List.of(name), nearest));
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
