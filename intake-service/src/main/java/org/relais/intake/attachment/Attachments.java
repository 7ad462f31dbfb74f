package org.relais.intake.attachment;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which attachments there are. */
public interface Attachments {

    /** Writes bytes to the store. */
    @FunctionalInterface
    interface Writing {
        void write() throws IOException;
    }

    /** Adds an attachment; its bytes are written where nothing can sweep them away, before the row is committed. */
    void add(Attachment attachment, Instant uploadedAt, Writing bytes) throws IOException;

    Optional<Attachment> find(UUID id);

    /** The same for the public: nothing of a request that was taken off every public face. */
    Optional<Attachment> findPublic(UUID id);

    /** The territory of the request that has it; empty where none has. */
    Optional<String> jurisdiction(UUID id);

    /** Who has claimed each of those that there are. */
    Map<UUID, Claim> claims(Collection<UUID> ids);

    /** Drops one that no request has claimed; its bytes go with the next sweep. */
    void discard(UUID id);

    /** Drops what was sent before an instant and never claimed, and bytes that nothing names any more. */
    void sweep(Instant unclaimedSince) throws IOException;

    /** Drops bytes that nothing names any more. */
    void sweepBytes() throws IOException;

    /** Whether a request has an attachment. */
    sealed interface Claim {
        record Free() implements Claim {}

        record By(UUID requestId) implements Claim {}
    }
}
