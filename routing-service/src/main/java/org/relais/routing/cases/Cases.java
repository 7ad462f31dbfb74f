package org.relais.routing.cases;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** All cases, one at a time. */
public interface Cases {

    Optional<CaseFile> find(UUID caseId);

    /** As {@link #find}, and nobody else changes it before the transaction ends; for a part, nor the whole nor another part. */
    Optional<CaseFile> lock(UUID caseId);

    /** Every case of a request, locked; the first is the one that has the request's id. */
    List<CaseFile> lockAllOf(UUID requestId);

    /** The cases that follow this one, locked. */
    List<CaseFile> lockMergedInto(UUID caseId);

    /** Whether any case follows this one. */
    boolean isFollowed(UUID caseId);

    /**
     * Open cases of the same department, or of any for one in triage, about the same service at the same place or within reach of the
     * case itself, which may be about the same matter; those that say most of the same words first, of the others the newest. None for a case
     * that can't be merged, as it has ended, follows another or is followed, and none where it has no place that counts: see
     * {@link RecurringPlaces}.
     *
     * @param limit at most so many for each
     */
    Map<UUID, List<CaseFile>> lookAlikes(Collection<UUID> caseIds, int limit);

    /** A new case; where one with its id is kept already, the transaction fails. */
    void add(CaseFile file);

    void store(CaseFile file);
}
