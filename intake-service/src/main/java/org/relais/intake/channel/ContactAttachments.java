package org.relais.intake.channel;

import java.util.Optional;

/** Where files that came with a contact go. */
@FunctionalInterface
public interface ContactAttachments {

    /** The id of the kept file; empty where it can't be kept. */
    Optional<String> keep(InboundContact.Attachment attachment, String caller);
}
