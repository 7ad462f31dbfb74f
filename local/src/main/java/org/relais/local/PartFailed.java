package org.relais.local;

import java.nio.file.Path;

/** A part ended, or did not become healthy in time, while it was starting. */
public final class PartFailed extends RuntimeException {

    private final String part;
    private final transient Path log;

    PartFailed(String part, Path log) {
        super(part + " did not start; see " + log);
        this.part = part;
        this.log = log;
    }

    PartFailed(String part, Path log, Throwable cause) {
        this(part, log);
        initCause(cause);
    }

    public String part() {
        return part;
    }

    public Path log() {
        return log;
    }
}
