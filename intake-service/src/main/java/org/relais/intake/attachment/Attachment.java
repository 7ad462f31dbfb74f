package org.relais.intake.attachment;

import java.util.UUID;

/** A picture as it is kept, with a small one to show in lists. */
public record Attachment(UUID id, Content picture, Content thumbnail) {

    /**
     * What is kept in the store, once however often it was sent.
     *
     * @param digest SHA-256 of the bytes, in hexadecimal
     */
    public record Content(String digest, String contentType, long bytes, int width, int height) {}
}
