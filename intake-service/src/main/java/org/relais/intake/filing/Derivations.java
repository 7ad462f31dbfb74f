package org.relais.intake.filing;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;
import org.relais.intake.vault.InstallationSecret;
import org.relais.platform.identifier.NamedIdentifiers;

/**
 * What follows from a request's id or from a caller's key, for this installation only: computed again whenever it is needed, so
 * that a repeat gets the first answer and nothing secret is stored.
 */
public final class Derivations {

    private final InstallationSecret secret;

    public Derivations(InstallationSecret secret) {
        this.secret = secret;
    }

    /** The id (UUIDv8) of what a caller means by this key. */
    public UUID idFor(String purpose, String caller, String idempotencyKey) {
        return id(secret.derive(purpose, caller, idempotencyKey));
    }

    /**
     * The id of the event by which a request is submitted. Filed again where a restored database has lost it, it is submitted by
     * the same event, which readers know.
     */
    public UUID submittedEvent(UUID requestId) {
        return id(secret.derive("submitted-event", requestId.toString()));
    }

    /** The pseudonym of the person who filed a request: what readers were told stays true where it is filed again. */
    public UUID requester(UUID requestId) {
        return id(secret.derive("requester", requestId.toString()));
    }

    /** The token of the person who filed a request. */
    public EditToken editToken(UUID requestId) {
        return EditToken.ofBits(secret.derive("edit-token", requestId.toString()));
    }

    /** The token of a person who joined a request. */
    public EditToken supporterToken(UUID requesterId) {
        return EditToken.ofBits(secret.derive("supporter-token", requesterId.toString()));
    }

    /** @param attempt 1, and more where the code before it was taken by another request */
    public TrackingCode trackingCode(UUID requestId, int attempt) {
        return TrackingCode.ofBits(secret.derive("tracking-code", requestId.toString(), Integer.toString(attempt)));
    }

    /** Tells one payload from another without saying what stands in it. */
    public PayloadMark mark(byte[] payloadHash) {
        return new PayloadMark(secret.derive("payload", HexFormat.of().formatHex(payloadHash)));
    }

    private static UUID id(byte[] derived) {
        ByteBuffer bits = ByteBuffer.wrap(derived);
        return NamedIdentifiers.ofBits(bits.getLong(), bits.getLong());
    }
}
