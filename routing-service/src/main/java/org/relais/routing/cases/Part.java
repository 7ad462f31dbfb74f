package org.relais.routing.cases;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One part of a split request, as its own case stands.
 *
 * @param department that has it; null in triage
 * @param work what is to be done, in the words of whoever split the request
 * @param resolution how it ended; null while it hasn't
 */
public record Part(
        UUID caseId,
        @Nullable String department,
        Words work,
        Status status,
        @Nullable Instant expectedAt,
        @Nullable Resolution resolution) {

    /** How many parts make sense: one is none. */
    static final int FEWEST = 2;

    static final int MOST = 5;

    /** What is least of an answer to the requester stands for the whole. */
    private static final List<Outcome> LEAST_FIRST = List.of(
            Outcome.NOT_POSSIBLE,
            Outcome.NOT_OURS,
            Outcome.PLANNED,
            Outcome.NOTHING_TO_DO,
            Outcome.SOLVED_BY_OTHERS,
            Outcome.ALREADY_FIXED,
            Outcome.FIXED);

    static Part of(CaseFile file) {
        Case current = file.current();
        return new Part(
                current.caseId(),
                current.department(),
                file.work(),
                current.status(),
                current.journey().expectedAt(),
                resolution(current.state()));
    }

    private static @Nullable Resolution resolution(CaseState state) {
        return state instanceof CaseState.Resolved resolved ? resolved.resolution() : null;
    }

    Part dated(Instant date) {
        return new Part(caseId, department, work, status, date, resolution);
    }

    boolean isResolved() {
        return status == Status.RESOLVED;
    }

    /** Where a request stands whose parts stand so: where all of them do, else at the requester, else with the departments. */
    static Status together(List<Part> parts) {
        Set<Status> statuses = parts.stream().map(Part::status).collect(Collectors.toSet());
        if (statuses.size() == 1) {
            return statuses.iterator().next();
        }
        return statuses.contains(Status.AWAITING_CITIZEN) ? Status.AWAITING_CITIZEN : Status.IN_PROGRESS;
    }

    /** The outcomes of all parts as one: the least of them, each department's words after what it was to do, the latest date. */
    static Resolution outcomeOf(List<Part> parts) {
        List<Resolution> all =
                parts.stream().map(Part::resolution).filter(Objects::nonNull).toList();
        return new Resolution(
                all.stream()
                        .map(Resolution::settled)
                        .min(Comparator.comparingInt(LEAST_FIRST::indexOf))
                        .orElseThrow(),
                Words.of(parts.stream().map(Part::result).collect(Collectors.joining("\n"))),
                latest(all, Resolution::plannedFor).orElse(null),
                Words.of(all.stream()
                        .map(resolution -> resolution.responsible().text())
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(", "))));
    }

    static Optional<Instant> latestDate(List<Part> parts) {
        return latest(parts, Part::expectedAt);
    }

    private String result() {
        String message = resolution == null ? "" : resolution.message().text();
        return "– " + work.text() + "\n" + message;
    }

    private static <T, V extends Comparable<? super V>> Optional<V> latest(List<T> of, Function<T, @Nullable V> what) {
        return of.stream().map(what).filter(Objects::nonNull).max(Comparator.naturalOrder());
    }
}
