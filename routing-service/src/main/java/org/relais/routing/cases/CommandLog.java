package org.relais.routing.cases;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The departments' commands already answered, so that a repeat gets the same answer. */
public interface CommandLog {

    /** @param refusal null where the command was carried out */
    record Answered(String fingerprint, @Nullable RefusalReason refusal) {}

    /** Waits for whoever carries out a command by this id, until their transaction ends. */
    void claim(String department, String commandId);

    Optional<Answered> find(String department, String commandId);

    void add(String department, String commandId, Answered answered, Instant at);
}
