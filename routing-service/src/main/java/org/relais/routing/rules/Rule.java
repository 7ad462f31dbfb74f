package org.relais.routing.rules;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One row of the decision table. An empty set means any.
 *
 * @param words normalised words (see {@link Words}), any one of which the description must hold
 * @param requesters kinds of who asks, of {@link RoutingFacts#REQUESTERS}
 * @param answers by question code, the values any one of which must have been given
 * @param flags of {@link RoutingFacts#FLAGS}, any one of which the request must have
 * @param reason by language tag
 */
public record Rule(
        String id,
        Set<String> services,
        Set<String> areas,
        Set<String> channels,
        Set<String> requesters,
        Map<String, Set<String>> answers,
        Set<String> words,
        Set<String> flags,
        TimeWindow time,
        String departmentCode,
        int workingDays,
        Priority priority,
        Visibility visibility,
        Map<String, String> reason) {

    public Rule {
        services = Set.copyOf(services);
        areas = Set.copyOf(areas);
        channels = Set.copyOf(channels);
        requesters = Set.copyOf(requesters);
        answers = answers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, answer -> Set.copyOf(answer.getValue())));
        words = Set.copyOf(words);
        flags = Set.copyOf(flags);
        reason = Map.copyOf(reason);
    }

    /** A rule that looks neither at who asks nor at flags, and leaves its requests public. */
    public Rule(
            String id,
            Set<String> services,
            Set<String> areas,
            Set<String> channels,
            Map<String, Set<String>> answers,
            Set<String> words,
            TimeWindow time,
            String departmentCode,
            int workingDays,
            Priority priority,
            Map<String, String> reason) {
        this(
                id,
                services,
                areas,
                channels,
                Set.of(),
                answers,
                words,
                Set.of(),
                time,
                departmentCode,
                workingDays,
                priority,
                Visibility.PUBLIC,
                reason);
    }

    /**
     * The same for all rules that give the same requests to the same department, in whichever table and by whichever id. Days,
     * priority, visibility and words for people count for nothing.
     */
    public UUID fingerprint() {
        Map<String, Set<String>> wanted = new TreeMap<>();
        answers.forEach((question, values) -> wanted.put(question, new TreeSet<>(values)));
        List<Object> cells = List.of(
                new TreeSet<>(services),
                new TreeSet<>(areas),
                new TreeSet<>(channels),
                new TreeSet<>(requesters),
                wanted,
                new TreeSet<>(words),
                new TreeSet<>(flags),
                time,
                departmentCode);
        return UUID.nameUUIDFromBytes(cells.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether whatever matches the other rule matches this one too, so that the other can never be reached behind it. */
    public boolean covers(Rule other) {
        return covers(services, other.services)
                && covers(areas, other.areas)
                && covers(channels, other.channels)
                && covers(requesters, other.requesters)
                && covers(words, other.words)
                && covers(flags, other.flags)
                && time.covers(other.time)
                && answers.entrySet().stream()
                        .allMatch(answer ->
                                covers(answer.getValue(), other.answers.getOrDefault(answer.getKey(), Set.of())));
    }

    private static boolean covers(Set<String> wider, Set<String> narrower) {
        return wider.isEmpty() || (!narrower.isEmpty() && wider.containsAll(narrower));
    }
}
