package org.relais.intake.attachment;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** How requests take their attachments. To be called inside the transaction that stores what claims them. */
public interface AttachmentClaims {

    /** Those that nobody has claimed; nobody else can until the transaction ends. */
    Set<UUID> lockFree(Collection<UUID> ids);

    void claim(List<Claim> claims);

    /** Lets go of what a person sent with a request; the bytes go with the next sweep. */
    void release(UUID requestId, UUID requesterId);

    /** @param ids in the order in which the person gave them */
    record Claim(UUID requestId, UUID requesterId, List<UUID> ids) {

        public Claim {
            ids = List.copyOf(ids);
        }
    }
}
