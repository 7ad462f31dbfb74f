package org.relais.local.importing;

/** This row can't be made a request; the others can. */
final class RowUnusable extends Exception {

    private final transient Problem problem;

    RowUnusable(String key, Object... arguments) {
        super(key);
        this.problem = Problem.of(key, arguments);
    }

    Problem problem() {
        return problem;
    }
}
