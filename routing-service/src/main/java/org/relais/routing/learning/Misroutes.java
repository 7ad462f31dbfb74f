package org.relais.routing.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts decisions that did not stand, and what their corrections have in common. */
final class Misroutes {

    /** Fewer decisions than this prove nothing. */
    private static final int FEWEST_DECISIONS = 5;

    /** From this share of wrong decisions on a change is suggested. */
    private static final double WRONG_OFTEN = 0.5;

    private Misroutes() {}

    /**
     * Decisions that have all of this in common.
     *
     * @param ruleId empty where no rule decided but the requests' words
     * @param correctedTo where they ended, if another department gave them away
     */
    record Group(
            String ruleId,
            String service,
            @Nullable String area,
            String department,
            @Nullable String correctedTo,
            boolean wrong,
            long count) {

        boolean byWords() {
            return ruleId.isEmpty();
        }
    }

    /**
     * How a rule does for a service.
     *
     * @param ruleId empty for what no rule decided but the requests' words; they learn by themselves, so nothing is suggested
     */
    record Rate(
            String ruleId,
            String service,
            String department,
            long decided,
            long wrong,
            double rate,
            @Nullable Suggestion suggestion) {}

    /** Requests (of an area) better sent to another department. */
    record Suggestion(@Nullable String area, String department, long decided, long wrong) {}

    private record Key(String ruleId, String service, String department) {}

    /** The most wrong first. */
    static List<Rate> of(List<Group> groups) {
        Map<Key, List<Group>> byRule = new HashMap<>();
        for (Group group : groups) {
            byRule.computeIfAbsent(
                            new Key(group.ruleId(), group.service(), group.department()), key -> new ArrayList<>())
                    .add(group);
        }
        return byRule.entrySet().stream()
                .map(rule -> rate(rule.getKey(), rule.getValue()))
                .sorted(Comparator.comparingDouble((Rate rate) -> -rate.rate())
                        .thenComparing(rate -> -rate.decided())
                        .thenComparing(Rate::ruleId)
                        .thenComparing(Rate::service))
                .toList();
    }

    private static Rate rate(Key key, List<Group> groups) {
        long decided = sum(groups);
        long wrong = sum(groups.stream().filter(Group::wrong).toList());
        Suggestion suggestion = key.ruleId().isEmpty()
                ? null
                : suggestion(null, groups)
                        .or(() -> byArea(groups).entrySet().stream()
                                .flatMap(area -> suggestion(area.getKey(), area.getValue()).stream())
                                .max(Comparator.comparingLong(Suggestion::wrong)))
                        .orElse(null);
        return new Rate(
                key.ruleId(),
                key.service(),
                key.department(),
                decided,
                wrong,
                decided == 0 ? 0 : (double) wrong / decided,
                suggestion);
    }

    private static Map<String, List<Group>> byArea(List<Group> groups) {
        Map<String, List<Group>> areas = new TreeMap<>();
        for (Group group : groups) {
            if (group.area() != null) {
                areas.computeIfAbsent(group.area(), key -> new ArrayList<>()).add(group);
            }
        }
        return areas;
    }

    /** One department that at least half of all these decisions ended at, though they named another. */
    private static Optional<Suggestion> suggestion(@Nullable String area, List<Group> groups) {
        long decided = sum(groups);
        if (decided < FEWEST_DECISIONS) {
            return Optional.empty();
        }
        Map<String, Long> ends = new TreeMap<>();
        for (Group group : groups) {
            String end = group.correctedTo();
            if (group.wrong() && end != null && !end.equals(group.department())) {
                ends.merge(end, group.count(), Long::sum);
            }
        }
        return ends.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(end -> end.getValue() >= WRONG_OFTEN * decided)
                .map(end -> new Suggestion(area, end.getKey(), decided, end.getValue()));
    }

    private static long sum(List<Group> groups) {
        return groups.stream().mapToLong(Group::count).sum();
    }
}
