package org.relais.intake.filing;

import org.jspecify.annotations.Nullable;

/** The requests as filed. */
public interface Filings {

    /** Stores a request and what announces it; answers when both are committed. */
    Stored store(Filing filing);

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
