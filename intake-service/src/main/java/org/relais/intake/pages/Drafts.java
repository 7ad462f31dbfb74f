package org.relais.intake.pages;

import java.time.Instant;
import java.util.Optional;
import org.relais.intake.filing.TrackingCode;

/** Requests in the making. They are forgotten a day after the last change. */
public interface Drafts {

    Optional<Kept> find(DraftKey key);

    /** Keeps what was typed, unless the request was filed meanwhile. */
    void save(DraftKey key, Draft draft, Instant at);

    /** Forgets what was typed: the request is filed, and a late press of a button leads to it. */
    void filed(DraftKey key, TrackingCode code, Instant at);

    void forget(DraftKey key);

    void forgetUnchangedSince(Instant before);

    /** A name for the request that comes of a draft, always the same. */
    String idempotencyKey(DraftKey key);

    /** What is kept under a key. */
    sealed interface Kept {
        record Open(Draft draft) implements Kept {}

        record Filed(TrackingCode code) implements Kept {}
    }
}
