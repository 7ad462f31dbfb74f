package org.relais.routing.cases;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cases as people look through them. */
public interface CaseLists {

    /** Of one department and in one of these states, the oldest first, from after {@code position}; not those that follow another. */
    List<CaseFile> ofDepartment(String department, Set<Status> statuses, @Nullable Position after, int limit);

    /** Waiting for a person in triage, the oldest first, from after {@code position}; not those that follow another. */
    List<CaseFile> awaitingTriage(@Nullable Position after, int limit);

    /** Cases that follow this one, the oldest first. */
    List<CaseFile> mergedInto(UUID caseId);

    /**
     * Open cases of the same department, or of any for one in triage, about the same service within reach of the same place,
     * which may be about the same matter; the newest first. None for a case that can't be merged, as it has ended, follows another or
     * is followed, and none where it has no place that counts: see {@link RecurringPlaces}.
     */
    List<CaseFile> lookAlikes(UUID caseId, int limit);

    /** With a date that comes near or has passed while somebody is expected to act, the earliest first. */
    List<CaseFile> nearOrMissed(int limit);
}
