package org.relais.routing.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.routing.calendar.WorkingCalendar;

/**
 * Reads a table for what its author may not have meant: cases that no row takes, rows that earlier ones together leave nothing
 * to or whose dates have passed, and rows that partly overlap. It never reports what isn't so; where words or free answers make
 * a row's cases uncountable it rather says nothing; where there is too much to look at it says so.
 *
 * <p>Gaps are sought among plain requests: of a known place and a known kind of requester, and without any flag. A flag only makes
 * more rows match, so what no row takes without one is a gap in any case. Where times other than the hours of work decide, gaps
 * and overlaps are told only where there is a moment to come at which they are.
 */
public final class RuleReview {

    private static final int MOST_ROWS_OF_A_SERVICE = 500;
    private static final int MOST_PIECES = 2_000;
    private static final int MOST_OVERLAPS = 100;
    private static final String NONE = "";
    private static final List<String> TIMES = List.of("open", "closed");
    private static final List<String> FLAG = List.of("no", "yes");
    private static final String FLAGS = "flags.";

    private final List<Rule> rules;
    private final Names names;
    private final Map<Limit, Set<String>> unchecked = new EnumMap<>(Limit.class);
    private final Set<TimeWindow> windows = new LinkedHashSet<>();
    private @Nullable MomentsToCome moments;

    private RuleReview(List<Rule> rules, Names names) {
        this.rules = rules;
        this.names = names;
    }

    /**
     * What cells can name.
     *
     * @param requesters for each channel the kinds of requesters that come by it
     * @param choices for each service its questions that take exactly one of some options
     * @param calendar what the hours of work are told by
     * @param today what was before it is no gap any more
     */
    public record Names(
            Set<String> areas,
            Map<String, Set<String>> requesters,
            Map<String, Map<String, Set<String>>> choices,
            WorkingCalendar calendar,
            LocalDate today) {

        Set<String> channels() {
            return requesters.keySet();
        }
    }

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
        OVERLAPS(MOST_OVERLAPS),
        /** So many windows were tried, or their hours begin and end at so many times, that others are not. */
        TIMES(MomentsToCome.MOST_WINDOWS);

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
     * @param over rows whose dates have passed
     * @param unchecked what was not looked at, and of which services; the empty name for requests without one
     */
    public record Review(
            List<Gap> gaps,
            Set<Integer> unreachable,
            Set<Integer> over,
            List<Overlap> overlaps,
            Map<Limit, Set<String>> unchecked) {}

    public static Review of(List<Rule> rules, Names names) {
        return new RuleReview(rules, names).review();
    }

    private Review review() {
        List<Gap> gaps = new ArrayList<>();
        Set<Integer> reached = new LinkedHashSet<>();
        Map<List<Integer>, Overlap> overlaps = new LinkedHashMap<>();
        Map<String, List<Integer>> rows = rowsByService();
        rows.values().stream()
                .filter(ofService -> ofService.size() <= MOST_ROWS_OF_A_SERVICE)
                .flatMap(List::stream)
                .forEach(row -> windows.add(rules.get(row).time()));
        rows.forEach((service, ofService) -> {
            if (ofService.size() > MOST_ROWS_OF_A_SERVICE) {
                reached.addAll(ofService);
                notChecked(Limit.ROWS, service);
                return;
            }
            gaps.addAll(walk(service, ofService, reached));
            findOverlaps(service, ofService, overlaps);
        });
        Set<Integer> unreachable = new LinkedHashSet<>();
        Set<Integer> over = new LinkedHashSet<>();
        for (int row = 0; row < rules.size(); row++) {
            if (!reached.contains(row)) {
                unreachable.add(row);
            } else if (rules.get(row).time().isOverBefore(names.today())) {
                over.add(row);
            }
        }
        if (overlaps.size() >= MOST_OVERLAPS) {
            unchecked.put(Limit.OVERLAPS, Set.of());
        }
        return new Review(
                gaps, unreachable, over, List.copyOf(overlaps.values()), Collections.unmodifiableMap(unchecked));
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
            for (Map<String, BitSet> cases : grid.cases(rules.get(row))) {
                if (left.stream().anyMatch(piece -> meet(piece, cases))) {
                    reached.add(row);
                }
                if (grid.countable(rules.get(row))) {
                    left = without(left, cases);
                }
            }
            if (left.size() > MOST_PIECES) {
                reached.addAll(rows);
                notChecked(Limit.CASES, service);
                return List.of();
            }
        }
        return rows.isEmpty() || service.isEmpty() ? List.of() : grid.gaps(grid.possible(left), rows);
    }

    private static boolean meet(Map<String, BitSet> left, Map<String, BitSet> right) {
        return left.entrySet().stream()
                .allMatch(axis -> axis.getValue().intersects(right.getOrDefault(axis.getKey(), new BitSet())));
    }

    private static List<Map<String, BitSet>> without(List<Map<String, BitSet>> pieces, Map<String, BitSet> taken) {
        return pieces.stream().flatMap(piece -> without(piece, taken).stream()).toList();
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

    private void findOverlaps(String service, List<Integer> rows, Map<List<Integer>, Overlap> overlaps) {
        for (int second = 1; second < rows.size(); second++) {
            for (int first = 0; first < second && overlaps.size() < MOST_OVERLAPS; first++) {
                int earlier = rows.get(first);
                int later = rows.get(second);
                Rule one = rules.get(earlier);
                Rule other = rules.get(later);
                if (!one.departmentCode().equals(other.departmentCode())
                        && !other.covers(one)
                        && !one.covers(other)
                        && share(service, one, other)) {
                    overlaps.putIfAbsent(List.of(earlier, later), new Overlap(earlier, later, columnOf(one, other)));
                }
            }
        }
    }

    private boolean share(String service, Rule one, Rule other) {
        return share(one.areas(), other.areas())
                && names.requesters().entrySet().stream()
                        .anyMatch(channel -> takes(one, channel.getKey())
                                && takes(other, channel.getKey())
                                && channel.getValue().stream()
                                        .anyMatch(kind -> takesFrom(one, kind) && takesFrom(other, kind)))
                && one.answers().entrySet().stream()
                        .allMatch(answer ->
                                share(answer.getValue(), other.answers().getOrDefault(answer.getKey(), Set.of())))
                // Two different words may stand in one description; that is how lists of words are meant. So it is with
                // flags.
                && share(one.words(), other.words())
                && share(one.flags(), other.flags())
                // Last, since windows are tried only so often.
                && shareTime(service, one.time(), other.time());
    }

    private boolean shareTime(String service, TimeWindow one, TimeWindow other) {
        return one.covers(other)
                || other.covers(one)
                || canTry(service, List.of(one, other)) && moments().anyInBoth(one, other);
    }

    private boolean canTry(String service, List<TimeWindow> times) {
        boolean can = moments().canTry(times);
        if (!can) {
            notChecked(Limit.TIMES, service);
        }
        return can;
    }

    private static boolean takes(Rule rule, String channel) {
        return rule.channels().isEmpty() || rule.channels().contains(channel);
    }

    private static boolean takesFrom(Rule rule, String kind) {
        return rule.requesters().isEmpty() || rule.requesters().contains(kind);
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
        if (!other.requesters().isEmpty() && !one.requesters().equals(other.requesters())) {
            return "requester";
        }
        if (!other.flags().isEmpty() && !one.flags().equals(other.flags())) {
            return "flags";
        }
        return other.answers().entrySet().stream()
                .filter(answer -> !answer.getValue().equals(one.answers().getOrDefault(answer.getKey(), Set.of())))
                .map(answer -> "answer." + answer.getKey())
                .sorted()
                .findFirst()
                .orElse(other.words().isEmpty() ? "time" : "words");
    }

    private MomentsToCome moments() {
        MomentsToCome known = moments;
        if (known == null) {
            known = new MomentsToCome(names.today(), names.calendar(), windows);
            moments = known;
        }
        return known;
    }

    /**
     * Cases of a service, all of which some rows take while their time lasts.
     *
     * @param times of those rows
     */
    private record Timed(Map<String, BitSet> cases, List<TimeWindow> times) {}

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
            axis(
                    "requester",
                    new TreeSet<>(RoutingFacts.REQUESTERS),
                    looked.stream().anyMatch(rule -> !rule.requesters().isEmpty()));
            RoutingFacts.FLAGS.forEach(flag -> axis(
                    FLAGS + flag,
                    FLAG,
                    looked.stream().anyMatch(rule -> rule.flags().contains(flag))));
            axis(
                    "time",
                    TIMES,
                    looked.stream().anyMatch(rule -> rule.time().atWork().isPresent()));
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
                if (column.equals("area") || column.equals("requester") || column.startsWith("answer.")) {
                    all.add(NONE); // no area, nothing known of who asks, no answer
                }
                axes.put(column, all);
            }
        }

        Map<String, BitSet> everything() {
            Map<String, BitSet> all = new HashMap<>();
            axes.forEach((column, values) -> all.put(column, bits(values.size())));
            return all;
        }

        /** What a row can match at most: for each of its flags the requests that have it. */
        List<Map<String, BitSet>> cases(Rule rule) {
            Map<String, BitSet> cases = everything();
            narrow(cases, "area", rule.areas());
            narrow(cases, "channel", rule.channels());
            narrow(cases, "requester", rule.requesters());
            rule.time().atWork().ifPresent(open -> narrow(cases, "time", Set.of(TIMES.get(open ? 0 : 1))));
            rule.answers().forEach((question, values) -> narrow(cases, "answer." + question, values));
            return rule.flags().isEmpty()
                    ? List.of(cases)
                    : rule.flags().stream()
                            .sorted()
                            .map(flag -> flagged(cases, flag))
                            .toList();
        }

        private Map<String, BitSet> flagged(Map<String, BitSet> cases, String flag) {
            Map<String, BitSet> flagged = new HashMap<>(cases);
            narrow(flagged, FLAGS + flag, Set.of(FLAG.getLast()));
            return flagged;
        }

        /** Whether a row takes all of its {@link #cases}. */
        boolean countable(Rule rule) {
            return counts(rule) && !hasOtherTimes(rule);
        }

        /** Whether it takes all of its {@link #cases} while its time lasts. */
        private boolean counts(Rule rule) {
            return rule.words().isEmpty()
                    && rule.answers().keySet().stream().allMatch(question -> axes.containsKey("answer." + question));
        }

        private static boolean hasOtherTimes(Rule rule) {
            return !(rule.time() instanceof TimeWindow.Always || rule.time() instanceof TimeWindow.AtWork);
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

        /** Without what doesn't come in: not every kind of requester uses every channel. */
        List<Map<String, BitSet>> possible(List<Map<String, BitSet>> left) {
            if (!axes.containsKey("requester")) {
                return left;
            }
            List<Map<String, BitSet>> possible = left;
            for (Map.Entry<String, Set<String>> channel : kindsByChannel().entrySet()) {
                Set<String> others = new HashSet<>(RoutingFacts.REQUESTERS);
                others.removeAll(channel.getValue());
                if (!others.isEmpty()) {
                    Map<String, BitSet> never = everything();
                    narrow(never, "channel", Set.of(channel.getKey()));
                    narrow(never, "requester", others);
                    possible = without(possible, never);
                }
            }
            return possible;
        }

        /** Where no row looks at the channel, all channels are one. */
        private Map<String, Set<String>> kindsByChannel() {
            return axes.containsKey("channel")
                    ? names.requesters()
                    : Map.of(
                            NONE,
                            names.requesters().values().stream()
                                    .flatMap(Set::stream)
                                    .collect(Collectors.toSet()));
        }

        /** A request without a place goes to triage by design, so only places in an area count. */
        List<Gap> gaps(List<Map<String, BitSet>> left, List<Integer> rows) {
            List<Timed> open = new ArrayList<>();
            for (Map<String, BitSet> piece : left) {
                Map<String, BitSet> plain = new HashMap<>(piece);
                axes.forEach((column, values) -> plain.put(column, plain(column, values, piece)));
                if (plain.values().stream().noneMatch(BitSet::isEmpty)) {
                    open.add(new Timed(plain, List.of()));
                }
            }
            for (int row : rows) {
                Rule rule = rules.get(row);
                if (hasOtherTimes(rule) && counts(rule)) {
                    open = taken(open, rule);
                }
                if (open.size() > MOST_PIECES) {
                    notChecked(Limit.CASES, service);
                    return List.of();
                }
            }
            return open.stream().flatMap(each -> gap(each).stream()).toList();
        }

        /** The cases divided into those that a row takes while its time lasts, and the others. */
        private List<Timed> taken(List<Timed> open, Rule rule) {
            List<Timed> divided = open;
            for (Map<String, BitSet> cases : cases(rule)) {
                divided = divided.stream()
                        .flatMap(each -> divided(each, cases, rule.time()).stream())
                        .toList();
            }
            return divided;
        }

        private static List<Timed> divided(Timed open, Map<String, BitSet> taken, TimeWindow time) {
            if (open.times().contains(time) || !meet(open.cases(), taken)) {
                return List.of(open);
            }
            List<Timed> divided = new ArrayList<>();
            without(open.cases(), taken).forEach(cases -> divided.add(new Timed(cases, open.times())));
            Map<String, BitSet> shared = new HashMap<>();
            open.cases().forEach((column, values) -> {
                BitSet both = copy(values);
                both.and(taken.getOrDefault(column, new BitSet()));
                shared.put(column, both);
            });
            List<TimeWindow> times = new ArrayList<>(open.times());
            times.add(time);
            divided.add(new Timed(shared, times));
            return divided;
        }

        private Optional<Gap> gap(Timed open) {
            Map<String, Set<String>> cells = cells(open.cases());
            if (open.times().isEmpty()) {
                return Optional.of(new Gap(service, cells));
            }
            if (!canTry(service, open.times())) {
                return Optional.empty();
            }
            BitSet atWork = open.cases().getOrDefault("time", bits(TIMES.size()));
            return moments()
                    .firstOutside(open.times(), atWork.get(0), atWork.get(1))
                    .map(moment -> {
                        cells.put("time", Set.of(moment));
                        return new Gap(service, cells);
                    });
        }

        private BitSet plain(String column, List<String> values, Map<String, BitSet> piece) {
            BitSet bits = copy(piece.getOrDefault(column, new BitSet()));
            if (column.equals("area") || column.equals("requester")) {
                bits.clear(values.indexOf(NONE));
            } else if (column.startsWith(FLAGS)) {
                bits.clear(FLAG.size() - 1);
            }
            return bits;
        }

        /** The values of each column that doesn't take all that a plain request can have. */
        private Map<String, Set<String>> cells(Map<String, BitSet> plain) {
            Map<String, Set<String>> cells = new TreeMap<>();
            Map<String, BitSet> all = everything();
            axes.forEach((column, values) -> {
                BitSet bits = plain.getOrDefault(column, new BitSet());
                if (bits.cardinality() < plain(column, values, all).cardinality()) {
                    cells.put(
                            column,
                            bits.stream().mapToObj(values::get).collect(Collectors.toCollection(LinkedHashSet::new)));
                }
            });
            return cells;
        }

        private static BitSet bits(int size) {
            BitSet bits = new BitSet();
            bits.set(0, size);
            return bits;
        }
    }
}
