package org.relais.intake.channel;

import java.io.IOException;
import java.time.Instant;

/** Where files that came with a contact go. */
public interface ContactAttachments {

    /** @param sender whom the limits count */
    Result keep(InboundContact.Attachment attachment, String sender, Instant at);

    /**
     * Reads a file to its end now, to be kept later. One that can't be had is refused when it is kept.
     *
     * @throws IOException if nothing can be kept at the moment
     */
    Fetched fetch(InboundContact.Attachment attachment) throws IOException;

    /** A file that was read; gone when closed. */
    interface Fetched extends AutoCloseable {

        InboundContact.Attachment attachment();

        @Override
        void close();
    }

    /** What became of a file. */
    sealed interface Result {

        /** @param id for the request that is to have it */
        record Kept(String id) implements Result {}

        record Refused(LeftOut why) implements Result {}

        /** Nothing can be kept at the moment. */
        record Later() implements Result {}
    }
}
