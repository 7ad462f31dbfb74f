package org.relais.routing.rules;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One row of the decision table. An empty set means any.
 *
 * @param words normalised words (see {@link Words}), any one of which the description must hold
 * @param answers by question code, the values any one of which must have been given
 * @param reason by language tag
 */
public record Rule(
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

    public Rule {
        services = Set.copyOf(services);
        areas = Set.copyOf(areas);
        channels = Set.copyOf(channels);
        answers = answers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, answer -> Set.copyOf(answer.getValue())));
        words = Set.copyOf(words);
        reason = Map.copyOf(reason);
    }

    /** Whether whatever matches the other rule matches this one too, so that the other can never be reached behind it. */
    public boolean covers(Rule other) {
        return covers(services, other.services)
                && covers(areas, other.areas)
                && covers(channels, other.channels)
                && covers(words, other.words)
                && time.covers(other.time)
                && answers.entrySet().stream()
                        .allMatch(answer ->
                                covers(answer.getValue(), other.answers.getOrDefault(answer.getKey(), Set.of())));
    }

    private static boolean covers(Set<String> wider, Set<String> narrower) {
        return wider.isEmpty() || (!narrower.isEmpty() && wider.containsAll(narrower));
    }
}
