package org.relais.intake.filing;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The requests as filed. */
public interface Filings {

    /** Stores a request and what announces it; answers when both are committed. */
    Stored store(Filing filing);

    /** The request with this id, if it is there already. */
    Optional<Stored.Present> find(UUID requestId);

    /** What came of storing. */
    sealed interface Stored {
        record Fresh() implements Stored {}

        /** A request with this id is there already. */
        record Present(TrackingCode trackingCode, @Nullable PayloadMark payload) implements Stored {}

        /** Somebody else claimed one of its attachments meanwhile, or it was swept; nothing was stored. */
        record AttachmentGone() implements Stored {}

        /** Another request bears this tracking code. */
        record CodeTaken() implements Stored {}
    }
}
