package org.relais.intake.channel;

import java.time.Instant;

/** Where files that came with a contact go. */
@FunctionalInterface
public interface ContactAttachments {

    /** @param sender whom the limits count */
    Result keep(InboundContact.Attachment attachment, String sender, Instant at);

    /** What became of a file. */
    sealed interface Result {

        /** @param id for the request that is to have it */
        record Kept(String id) implements Result {}

        record Refused(LeftOut why) implements Result {}

        /** Nothing can be kept at the moment. */
        record Later() implements Result {}
    }
}
