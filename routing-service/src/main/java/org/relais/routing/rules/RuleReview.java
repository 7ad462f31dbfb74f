package org.relais.routing.rules;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads a table for what its author may not have meant: cases that no row takes, rows that earlier ones together leave nothing
 * to, and rows that partly overlap. It never reports what isn't so; where words, free answers or hours make a row's cases
 * uncountable it rather says nothing; where there is too much to look at it says so.
 */
public final class RuleReview {

    private static final int MOST_ROWS_OF_A_SERVICE = 500;
    private static final int MOST_PIECES = 2_000;
    private static final int MOST_OVERLAPS = 100;
    private static final String NONE = "";
    private static final List<String> TIMES = List.of("open", "closed");

    private final List<Rule> rules;
    private final Names names;
    private final Map<Limit, Set<String>> unchecked = new EnumMap<>(Limit.class);

    private RuleReview(List<Rule> rules, Names names) {
        this.rules = rules;
        this.names = names;
    }

    /**
     * What cells can name.
     *
     * @param choices for each service its questions that take exactly one of some options
     */
    public record Names(Set<String> areas, Set<String> channels, Map<String, Map<String, Set<String>>> choices) {}

    /** Cases of a service that no row takes: for each column that matters the values. */
    public record Gap(String service, Map<String, Set<String>> cells) {}

    /** Two rows for different departments that share some cases, neither being an exception to the other. */
    public record Overlap(int earlier, int later, String column) {}

    /** What keeps a table from being looked at whole. */
    public enum Limit {
        /** A service has too many rows. */
        ROWS(MOST_ROWS_OF_A_SERVICE),
        /** A service's rows divide its cases too finely. */
        CASES(MOST_PIECES),
        /** So many overlaps were found that no further ones are sought, of whichever service. */
        OVERLAPS(MOST_OVERLAPS);

        private final int most;

        Limit(int most) {
            this.most = most;
        }

        /** How many there may be. */
        public int most() {
            return most;
        }
    }

    /**
     * @param unreachable rows, counted from 0, that all earlier ones together leave nothing to
     * @param unchecked what was not looked at, and of which services; the empty name for requests without one
     */
    public record Review(
            List<Gap> gaps, Set<Integer> unreachable, List<Overlap> overlaps, Map<Limit, Set<String>> unchecked) {}

    public static Review of(List<Rule> rules, Names names) {
        return new RuleReview(rules, names).review();
    }

    private Review review() {
        List<Gap> gaps = new ArrayList<>();
        Set<Integer> reached = new LinkedHashSet<>();
        Map<List<Integer>, Overlap> overlaps = new LinkedHashMap<>();
        Map<String, List<Integer>> rows = rowsByService();
        rows.forEach((service, ofService) -> {
            if (ofService.size() > MOST_ROWS_OF_A_SERVICE) {
                reached.addAll(ofService);
                notChecked(Limit.ROWS, service);
                return;
            }
            gaps.addAll(walk(service, ofService, reached));
            findOverlaps(ofService, overlaps);
        });
        Set<Integer> unreachable = new LinkedHashSet<>();
        for (int row = 0; row < rules.size(); row++) {
            if (!reached.contains(row)) {
                unreachable.add(row);
            }
        }
        if (overlaps.size() >= MOST_OVERLAPS) {
            unchecked.put(Limit.OVERLAPS, Set.of());
        }
        return new Review(gaps, unreachable, List.copyOf(overlaps.values()), Collections.unmodifiableMap(unchecked));
    }

    private void notChecked(Limit limit, String service) {
        unchecked.computeIfAbsent(limit, first -> new LinkedHashSet<>()).add(service);
    }

    /** The rows that can take a request of each service, and those that can take one without any, under the empty name. */
    private Map<String, List<Integer>> rowsByService() {
        Map<String, List<Integer>> rows = new TreeMap<>();
        rows.put(NONE, new ArrayList<>());
        names.choices().keySet().forEach(service -> rows.put(service, new ArrayList<>()));
        for (int row = 0; row < rules.size(); row++) {
            Set<String> named = rules.get(row).services();
            for (String service : named.isEmpty() ? rows.keySet() : named) {
                rows.computeIfAbsent(service, key -> new ArrayList<>()).add(row);
            }
        }
        return rows;
    }

    /** Takes row after row out of all cases of a service; what is left in the end is a gap. */
    private List<Gap> walk(String service, List<Integer> rows, Set<Integer> reached) {
        Grid grid = new Grid(service, rows);
        List<Map<String, BitSet>> left = List.of(grid.everything());
        for (int row : rows) {
            Map<String, BitSet> cases = grid.cases(rules.get(row));
            if (left.stream().anyMatch(piece -> meet(piece, cases))) {
                reached.add(row);
            }
            if (grid.countable(rules.get(row))) {
                left = left.stream()
                        .flatMap(piece -> without(piece, cases).stream())
                        .toList();
            }
            if (left.size() > MOST_PIECES) {
                reached.addAll(rows);
                notChecked(Limit.CASES, service);
                return List.of();
            }
        }
        return rows.isEmpty() || service.isEmpty() ? List.of() : grid.gaps(left);
    }

    private static boolean meet(Map<String, BitSet> left, Map<String, BitSet> right) {
        return left.entrySet().stream()
                .allMatch(axis -> axis.getValue().intersects(right.getOrDefault(axis.getKey(), new BitSet())));
    }

    private static List<Map<String, BitSet>> without(Map<String, BitSet> piece, Map<String, BitSet> taken) {
        if (!meet(piece, taken)) {
            return List.of(piece);
        }
        List<Map<String, BitSet>> left = new ArrayList<>();
        Map<String, BitSet> inside = new HashMap<>(piece);
        piece.forEach((column, values) -> {
            BitSet outside = copy(values);
            outside.andNot(taken.getOrDefault(column, new BitSet()));
            if (!outside.isEmpty()) {
                Map<String, BitSet> part = new HashMap<>(inside);
                part.put(column, outside);
                left.add(part);
            }
            BitSet shared = copy(values);
            shared.and(taken.getOrDefault(column, new BitSet()));
            inside.put(column, shared);
        });
        return left;
    }

    private static BitSet copy(BitSet bits) {
        BitSet copy = new BitSet();
        copy.or(bits);
        return copy;
    }

    private void findOverlaps(List<Integer> rows, Map<List<Integer>, Overlap> overlaps) {
        for (int second = 1; second < rows.size(); second++) {
            for (int first = 0; first < second && overlaps.size() < MOST_OVERLAPS; first++) {
                int earlier = rows.get(first);
                int later = rows.get(second);
                Rule one = rules.get(earlier);
                Rule other = rules.get(later);
                if (!one.departmentCode().equals(other.departmentCode())
                        && !other.covers(one)
                        && !one.covers(other)
                        && share(one, other)) {
                    overlaps.putIfAbsent(List.of(earlier, later), new Overlap(earlier, later, columnOf(one, other)));
                }
            }
        }
    }

    private static boolean share(Rule one, Rule other) {
        return share(one.areas(), other.areas())
                && share(one.channels(), other.channels())
                && (one.time().covers(other.time()) || other.time().covers(one.time()))
                && one.answers().entrySet().stream()
                        .allMatch(answer ->
                                share(answer.getValue(), other.answers().getOrDefault(answer.getKey(), Set.of())))
                // Two different words may stand in one description; that is how lists of words are meant.
                && share(one.words(), other.words());
    }

    private static boolean share(Set<String> one, Set<String> other) {
        return one.isEmpty() || other.isEmpty() || one.stream().anyMatch(other::contains);
    }

    /** A column in which the earlier row is the wider one: there the later row loses some of its cases. */
    private static String columnOf(Rule one, Rule other) {
        if (!other.areas().isEmpty() && !one.areas().equals(other.areas())) {
            return "area";
        }
        if (!other.channels().isEmpty() && !one.channels().equals(other.channels())) {
            return "channel";
        }
        return other.answers().entrySet().stream()
                .filter(answer -> !answer.getValue().equals(one.answers().getOrDefault(answer.getKey(), Set.of())))
                .map(answer -> "answer." + answer.getKey())
                .sorted()
                .findFirst()
                .orElse(other.words().isEmpty() ? "time" : "words");
    }

    /** The cases of one service as a grid: one axis for each column that some row of it looks at. */
    private final class Grid {

        private final String service;
        private final Map<String, List<String>> axes = new TreeMap<>();

        Grid(String service, List<Integer> rows) {
            this.service = service;
            List<Rule> looked = rows.stream().map(rules::get).toList();
            axis(
                    "area",
                    names.areas(),
                    looked.stream().anyMatch(rule -> !rule.areas().isEmpty()));
            axis(
                    "channel",
                    names.channels(),
                    looked.stream().anyMatch(rule -> !rule.channels().isEmpty()));
            axis("time", TIMES, looked.stream().anyMatch(rule -> rule.time() instanceof TimeWindow.AtWork));
            names.choices()
                    .getOrDefault(service, Map.of())
                    .forEach((question, options) -> axis(
                            "answer." + question,
                            options,
                            looked.stream().anyMatch(rule -> rule.answers().containsKey(question))));
        }

        private void axis(String column, Collection<String> values, boolean wanted) {
            if (wanted) {
                List<String> all = new ArrayList<>(values);
                if (!column.equals("channel") && !column.equals("time")) {
                    all.add(NONE); // no area, no answer
                }
                axes.put(column, all);
            }
        }

        Map<String, BitSet> everything() {
            Map<String, BitSet> all = new HashMap<>();
            axes.forEach((column, values) -> all.put(column, bits(values.size())));
            return all;
        }

        /** What a row can match at most. */
        Map<String, BitSet> cases(Rule rule) {
            Map<String, BitSet> cases = everything();
            narrow(cases, "area", rule.areas());
            narrow(cases, "channel", rule.channels());
            if (rule.time() instanceof TimeWindow.AtWork atWork) {
                narrow(cases, "time", Set.of(TIMES.get(atWork.open() ? 0 : 1)));
            }
            rule.answers().forEach((question, values) -> narrow(cases, "answer." + question, values));
            return cases;
        }

        /** Whether a row takes all of its {@link #cases}. */
        boolean countable(Rule rule) {
            return rule.words().isEmpty()
                    && !(rule.time() instanceof TimeWindow.TimeOfDay)
                    && rule.answers().keySet().stream().allMatch(question -> axes.containsKey("answer." + question));
        }

        private void narrow(Map<String, BitSet> cases, String column, Set<String> values) {
            List<String> axis = axes.get(column);
            if (axis == null || values.isEmpty()) {
                return;
            }
            BitSet named = new BitSet();
            for (int value = 0; value < axis.size(); value++) {
                named.set(value, values.contains(axis.get(value)));
            }
            cases.put(column, named);
        }

        /** A request without a place goes to triage by design, so only places in an area count. */
        List<Gap> gaps(List<Map<String, BitSet>> left) {
            List<Gap> gaps = new ArrayList<>();
            for (Map<String, BitSet> piece : left) {
                Map<String, Set<String>> cells = new TreeMap<>();
                boolean empty = false;
                for (Map.Entry<String, List<String>> axis : axes.entrySet()) {
                    BitSet bits = copy(piece.getOrDefault(axis.getKey(), new BitSet()));
                    int all = axis.getValue().size();
                    if (axis.getKey().equals("area")) {
                        bits.clear(all - 1);
                        all--;
                    }
                    empty |= bits.isEmpty();
                    if (bits.cardinality() < all) {
                        cells.put(
                                axis.getKey(),
                                bits.stream()
                                        .mapToObj(axis.getValue()::get)
                                        .collect(Collectors.toCollection(LinkedHashSet::new)));
                    }
                }
                if (!empty) {
                    gaps.add(new Gap(service, cells));
                }
            }
            return gaps;
        }

        private static BitSet bits(int size) {
            BitSet bits = new BitSet();
            bits.set(0, size);
            return bits;
        }
    }
}
