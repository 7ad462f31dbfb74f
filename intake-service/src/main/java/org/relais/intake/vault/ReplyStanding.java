package org.relais.intake.vault;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the conversation stands in which a person wrote.
 *
 * @param stopped whether they asked for no more messages there
 * @param aboutTheRequest whether what they say there next is about the request that they filed
 * @param heardAt when they said something there last; null where they did not
 */
public record ReplyStanding(
        boolean stopped, boolean aboutTheRequest, @Nullable Instant heardAt) {

    /** No conversation at all. */
    public static final ReplyStanding NONE = new ReplyStanding(false, false, null);

    /** Knows it for each handle and the pseudonym of the person. */
    @FunctionalInterface
    public interface Of {
        ReplyStanding standing(ReplyHandle handle, UUID requesterId);
    }
}
