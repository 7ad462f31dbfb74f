package org.relais.intake.vault;

import java.util.UUID;

/**
 * Where the conversation stands in which a person wrote.
 *
 * @param stopped whether they asked for no more messages there
 * @param aboutTheRequest whether what they say there next is about the request that they filed
 */
public record ReplyStanding(boolean stopped, boolean aboutTheRequest) {

    /** Knows it for each handle and the pseudonym of the person. */
    @FunctionalInterface
    public interface Of {
        ReplyStanding standing(ReplyHandle handle, UUID requesterId);
    }
}
