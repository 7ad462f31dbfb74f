package org.relais.platform.inbox;

import org.jspecify.annotations.Nullable;

/** What a record turned out to be. */
sealed interface Decoded {

    /** An event that the subscription takes. */
    record Readable(InboundEvent event) implements Decoded {}

    /** A sound record that is not for us; its number counts as seen, where it has one. */
    record NotForUs(String type, @Nullable String requestId, long sequence) implements Decoded {}

    /** A record that can never be applied as it stands. */
    record Unreadable(String reason) implements Decoded {}

    /** Nobody could say for now, since the schema is in no cache and no registry answers. */
    record Undecided(RuntimeException cause) implements Decoded {}
}
