package org.relais.platform.inbox;

/** A handler threw; says which record it was about, which may be a held one that another has released. */
final class HandlerFailed extends RuntimeException {

    private final Coordinates at;
    private final RuntimeException failure;

    HandlerFailed(Coordinates at, RuntimeException failure) {
        super("the handler failed", failure);
        this.at = at;
        this.failure = failure;
    }

    Coordinates at() {
        return at;
    }

    RuntimeException failure() {
        return failure;
    }
}
