package org.relais.routing.cases;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cases as people look through them. */
public interface CaseLists {

    /** Of one department and in one of these states, the oldest first, from after {@code position}; not those that follow another. */
    List<CaseFile> ofDepartment(String department, Set<Status> statuses, @Nullable Position after, int limit);

    /**
     * Waiting for a person in triage, the longest first, from after {@code position}; not those that follow another.
     *
     * @param territories that the reader watches over; null: all
     */
    List<CaseFile> awaitingTriage(@Nullable Set<String> territories, @Nullable Position after, int limit);

    /** Cases that follow these, by the one they follow, the oldest first. */
    Map<UUID, List<CaseFile>> mergedInto(Collection<UUID> caseIds);

    /** The parts of these requests, by the request's id; nothing of one that isn't split. */
    Map<UUID, List<Part>> parts(Collection<UUID> requestIds);

    /**
     * With a date that comes near or has passed while somebody is expected to act, the earliest first.
     *
     * @param territories that the reader watches over; null: all
     */
    List<CaseFile> nearOrMissed(@Nullable Set<String> territories, int limit);
}
