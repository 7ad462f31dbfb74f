package org.relais.local.importing;

import java.util.List;

/** The file or its mapping can't be used; says why, with file and line. */
final class UnusableInput extends RuntimeException {

    private final transient List<Problem> problems;

    UnusableInput(List<Problem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    UnusableInput(Problem problem) {
        this(List.of(problem));
    }

    List<Problem> problems() {
        return problems;
    }
}
