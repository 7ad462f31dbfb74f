package org.relais.routing.cases;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All cases. */
public interface Cases {

    Optional<CaseFile> find(UUID caseId);

    /** As {@link #find}, and nobody else changes it before the transaction ends. */
    Optional<CaseFile> lock(UUID caseId);

    /** Every case of a request, locked. */
    List<CaseFile> lockAllOf(UUID requestId);

    /** @return whether it was new */
    boolean add(CaseFile file);

    void store(CaseFile file);

    /** Of one department, the oldest first, from after {@code position}. */
    List<CaseFile> ofDepartment(String department, @Nullable Status status, @Nullable Position after, int limit);

    /** Waiting for a person in triage, the oldest first, from after {@code position}. */
    List<CaseFile> awaitingTriage(@Nullable Position after, int limit);

    /**
     * With a date that comes near or has passed while somebody is expected to act, the earliest first.
     *
     * @param jurisdictionId null: of all territories
     */
    List<CaseFile> nearOrMissed(@Nullable String jurisdictionId, int limit);
}
