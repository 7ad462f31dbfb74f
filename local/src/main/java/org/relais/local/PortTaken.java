package org.relais.local;

import java.util.List;

/** Somebody else listens where a part wants to. */
public final class PortTaken extends RuntimeException {

    /**
     * One port that can't be had.
     *
     * @param holder who listens there, as far as can be told; empty where it can't
     */
    public record Conflict(Port port, int number, String holder) {}

    private final transient List<Conflict> conflicts;

    PortTaken(List<Conflict> conflicts) {
        super("ports are taken: " + conflicts);
        this.conflicts = List.copyOf(conflicts);
    }

    public List<Conflict> conflicts() {
        return conflicts;
    }
}
