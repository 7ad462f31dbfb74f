package org.relais.local.importing;

/** Intake takes no rows: it stayed away for too long, or doesn't let us in. What was sent so far is safe. */
final class IntakeUnreachable extends RuntimeException {

    private final transient Problem problem;

    IntakeUnreachable(Problem problem) {
        super(problem.key());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
