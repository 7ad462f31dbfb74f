package org.relais.routing.cases;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cases as people look through them. */
public interface CaseLists {

    /** Of one department and in one of these states, the oldest first, from after {@code position}. */
    List<CaseFile> ofDepartment(String department, Set<Status> statuses, @Nullable Position after, int limit);

    /** Waiting for a person in triage, the oldest first, from after {@code position}. */
    List<CaseFile> awaitingTriage(@Nullable Position after, int limit);

    /** With a date that comes near or has passed while somebody is expected to act, the earliest first. */
    List<CaseFile> nearOrMissed(int limit);
}
