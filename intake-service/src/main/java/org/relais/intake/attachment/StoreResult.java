package org.relais.intake.attachment;

import java.time.Duration;
import java.util.List;

/** What came of an upload. */
public sealed interface StoreResult {

    /** Kept for a day, and for longer once a request has claimed it. */
    record Stored(Attachment attachment) implements StoreResult {}

    record Empty() implements StoreResult {}

    /** The caller went away, or what they sent ends too early. */
    record BrokenOff() implements StoreResult {}

    record TooLarge(long mostBytes) implements StoreResult {}

    /** What it is was found out from its bytes. */
    record TypeNotAccepted(List<String> accepted) implements StoreResult {}

    record TooManyPixels(long mostPixels) implements StoreResult {}

    /** It begins like a picture but can't be read as one. */
    record Damaged() implements StoreResult {}

    /** This caller sent too many in a short time. */
    record TooManyUploads(Duration retryAfter) implements StoreResult {}

    /** Too many are being read at the moment. */
    record Busy(Duration retryAfter) implements StoreResult {}
}
