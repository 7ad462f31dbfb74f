package org.relais.routing.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.relais.routing.calendar.WorkingCalendar;

/**
 * The decision table, first hit first.
 *
 * <p>A query looks rows up instead of reading them: by service, then by area, then by one more column of the row, the one that
 * tells most rows of its service apart. The few rows found so are read cell by cell. What a decision costs therefore depends on
 * how many rows agree in those columns, not on how many there are.
 */
final class RuleTable {

    /** A row that names more pairs of a service and an area is looked up by its areas alone, so that the index stays small. */
    private static final int MOST_PAIRS = 4_096;

    /** So many words are looked for in a text as it is; for more it is taken apart. */
    private static final int FEW_WORDS = 16;

    /** So many rows of one service and one area are read one by one; more are looked up by a further column. */
    private static final int FEW_ROWS = 8;

    private final Row[] rows;
    private final Gates gates;
    private final Block anyService;
    private final Map<String, Block> byService = new HashMap<>();

    RuleTable(List<Rule> rules) {
        this(rules, List.of());
    }

    /** @param areas ids of the areas there are: queries that name one by the same object find it without comparing letters */
    RuleTable(List<Rule> rules, Collection<String> areas) {
        Map<String, String> own = new HashMap<>();
        areas.forEach(area -> own.put(area, area));
        UnaryOperator<String> key = area -> own.getOrDefault(area, area);
        List<Row> any = new ArrayList<>();
        Map<String, List<Row>> apart = new HashMap<>();
        rows = new Row[rules.size()];
        gates = new Gates(rules, rule -> !hasManyPairs(rule));
        for (int number = 0; number < rules.size(); number++) {
            Rule rule = rules.get(number);
            boolean manyPairs = hasManyPairs(rule);
            Row row = new Row(number, rule, manyPairs);
            rows[number] = row;
            if (rule.services().isEmpty() || manyPairs) {
                any.add(row);
            } else {
                rule.services()
                        .forEach(service -> apart.computeIfAbsent(service, first -> new ArrayList<>())
                                .add(row));
            }
        }
        anyService = new Block(any, key);
        apart.forEach((service, ofService) -> byService.put(service, new Block(ofService, key)));
    }

    /** What the table is asked; the description is split into words only if a row looks at them. */
    static final class Query {

        private final String service;
        private final @Nullable String area;
        private final String channel;
        private final String requester;
        private final Map<String, List<String>> answers;
        private final String description;
        private final Set<String> flags;
        private final Instant submittedAt;
        private @Nullable String folded;
        private @Nullable Set<String> words;

        Query(
                String service,
                @Nullable String area,
                String channel,
                String requester,
                Map<String, List<String>> answers,
                String description,
                Set<String> flags,
                Instant submittedAt) {
            this.service = service;
            this.area = area;
            this.channel = channel;
            this.requester = requester;
            this.answers = answers;
            this.description = description;
            this.flags = flags;
            this.submittedAt = submittedAt;
        }

        Query in(String otherArea) {
            return new Query(service, otherArea, channel, requester, answers, description, flags, submittedAt);
        }

        String service() {
            return service;
        }

        @Nullable
        String area() {
            return area;
        }

        String channel() {
            return channel;
        }

        String requester() {
            return requester;
        }

        Map<String, List<String>> answers() {
            return answers;
        }

        Set<String> flags() {
            return flags;
        }

        Set<String> words() {
            Set<String> split = words;
            if (split == null) {
                split = Words.apart(folded());
                words = split;
            }
            return split;
        }

        boolean says(String word) {
            Set<String> split = words;
            return split == null ? Words.says(folded(), word) : split.contains(word);
        }

        boolean saysAny(Set<String> wanted) {
            for (String word : wanted) {
                if (says(word)) {
                    return true;
                }
            }
            return false;
        }

        private String folded() {
            String text = folded;
            if (text == null) {
                text = Words.folded(description);
                folded = text;
            }
            return text;
        }
    }

    /** The first row of each department that matches, in the table's order, at most so many. */
    List<Rule> matches(Query query, WorkingCalendar calendar, int limit) {
        Hits hits = new Hits(query, limit, number -> matches(number, query, calendar));
        find(hits);
        return hits.rules();
    }

    /** The first row before a given one that matches whatever that one matches; -1 if there is none. */
    int coveringBefore(int number, Rule rule) {
        // Whatever covers the rule matches this one request of its kind, so the rows that match it are enough to look
        // at.
        Map<String, List<String>> answers = new HashMap<>();
        rule.answers().forEach((question, cell) -> answers.put(question, List.of(any(cell))));
        Query sample = new Query(
                any(rule.services()),
                any(rule.areas()),
                any(rule.channels()),
                any(rule.requesters()),
                answers,
                "",
                rule.flags(),
                Instant.EPOCH);
        sample.words = rule.words().isEmpty() ? Set.of() : Set.of(any(rule.words()));
        Hits hits = new Hits(
                sample, 1, earlier -> earlier < number && rows[earlier].rule().covers(rule));
        find(hits);
        return hits.size == 0 ? -1 : hits.first[0];
    }

    private void find(Hits hits) {
        Block own = byService.get(hits.query.service());
        if (own != null) {
            own.find(hits);
        }
        anyService.find(hits);
    }

    private static boolean hasManyPairs(Rule rule) {
        return (long) rule.services().size() * rule.areas().size() > MOST_PAIRS;
    }

    private boolean matches(int number, Query query, WorkingCalendar calendar) {
        return gates.decides(number) || rows[number].matches(query, calendar);
    }

    private static String any(Set<String> cell) {
        return cell.isEmpty() ? "" : cell.iterator().next();
    }

    /** Whether a row that wants an area would match if the place lay in the right one. */
    boolean matchesInSomeArea(Query query, WorkingCalendar calendar) {
        Hits hits = new Hits(query, 1, number -> matches(number, query, calendar));
        Block own = byService.get(query.service());
        if (own != null) {
            own.somewhere.find(hits);
        }
        anyService.somewhere.find(hits);
        return !hits.rules().isEmpty();
    }

    /** @param manyPairs whether it stands among the rows of any service though it names some */
    private record Row(int number, Rule rule, boolean manyPairs) {

        /**
         * Of a row that was looked up: its area is the right one, and so is its service but for those of many pairs. What else it
         * asks must be asked by {@link Gates} too, or keep a row from being decided there.
         */
        boolean matches(Query query, WorkingCalendar calendar) {
            return (!manyPairs || holds(rule.services(), query.service()))
                    && holds(rule.channels(), query.channel())
                    && holds(rule.requesters(), query.requester())
                    && (rule.flags().isEmpty() || anyOf(query.flags(), rule.flags()))
                    && answersMatch(query)
                    && (rule.words().isEmpty() || query.saysAny(rule.words()))
                    && rule.time().includes(query.submittedAt, calendar);
        }

        private boolean answersMatch(Query query) {
            for (Map.Entry<String, Set<String>> wanted : rule.answers().entrySet()) {
                List<String> given = query.answers().getOrDefault(wanted.getKey(), List.of());
                if (!wanted.getValue().isEmpty() && !anyOf(given, wanted.getValue())) {
                    return false;
                }
            }
            return true;
        }

        private static boolean holds(Set<String> cell, String fact) {
            return cell.isEmpty() || cell.contains(fact);
        }

        private static boolean anyOf(Collection<String> values, Set<String> among) {
            for (String value : values) {
                if (among.contains(value)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The first rows found so far. */
    private final class Hits {

        private final Query query;
        private final Gates.Pass pass;
        private final IntPredicate wanted;
        private final int[] first;
        private int size;

        Hits(Query query, int limit, IntPredicate wanted) {
            this.query = query;
            this.pass = gates.passOf(query.channel(), query.answers());
            this.wanted = wanted;
            this.first = new int[limit];
        }

        void look(int[] numbers) {
            look(numbers, 0, numbers.length);
        }

        /** @param numbers of rows, from one place to before another in the table's order */
        void look(int[] numbers, int from, int to) {
            for (int next = from; next < to; next++) {
                int number = numbers[next];
                if (size == first.length && number >= first[size - 1]) {
                    return;
                }
                int at = gates.lets(number, pass) ? position(number) : -1;
                if (at >= 0) {
                    int same = ofItsDepartment(number);
                    if ((same < 0 || same >= at) && wanted.test(number)) {
                        put(number, at, same);
                    }
                }
            }
        }

        /** @param instead where a later row of the same department stands, which goes; -1 if there is none */
        private void put(int number, int at, int instead) {
            int end = instead < 0 ? Math.min(size, first.length - 1) : instead;
            System.arraycopy(first, at, first, at + 1, end - at);
            first[at] = number;
            if (instead < 0) {
                size = Math.min(size + 1, first.length);
            }
        }

        private int ofItsDepartment(int number) {
            String department = rows[number].rule().departmentCode();
            for (int hit = 0; hit < size; hit++) {
                if (rows[first[hit]].rule().departmentCode().equals(department)) {
                    return hit;
                }
            }
            return -1;
        }

        /** Where a row belongs; -1 if it is there, by another of its words for example. */
        private int position(int number) {
            int at = size;
            while (at > 0 && first[at - 1] >= number) {
                at--;
                if (first[at] == number) {
                    return -1;
                }
            }
            return at;
        }

        List<Rule> rules() {
            List<Rule> rules = new ArrayList<>(size);
            for (int hit = 0; hit < size; hit++) {
                rules.add(rows[first[hit]].rule());
            }
            return rules;
        }
    }

    /** The rows of one service, by area. */
    private static final class Block {

        private final Cell anyArea;
        private final RowsByArea few;
        /** Areas with many rows. */
        private final Map<String, Cell> many = new HashMap<>();
        /** Of the rows that want an area, one of each kind: whether there is one is all that is ever asked. */
        private final Cell somewhere;

        private record Kind(
                Set<String> services,
                Set<String> channels,
                Set<String> requesters,
                Map<String, Set<String>> answers,
                Set<String> words,
                Set<String> flags,
                TimeWindow time) {

            static Kind of(Rule rule) {
                return new Kind(
                        rule.services(),
                        rule.channels(),
                        rule.requesters(),
                        rule.answers(),
                        rule.words(),
                        rule.flags(),
                        rule.time());
            }
        }

        Block(List<Row> rows, UnaryOperator<String> key) {
            Columns columns = Columns.of(rows);
            List<Row> any = new ArrayList<>();
            Map<String, List<Row>> apart = new HashMap<>();
            List<Row> kinds = new ArrayList<>();
            Set<Kind> seen = new HashSet<>();
            for (Row row : rows) {
                Rule rule = row.rule();
                if (rule.areas().isEmpty()) {
                    any.add(row);
                } else if (seen.add(Kind.of(rule))) {
                    kinds.add(row);
                }
                rule.areas()
                        .forEach(area -> apart.computeIfAbsent(key.apply(area), first -> new ArrayList<>(2))
                                .add(row));
            }
            anyArea = new Cell(any, columns);
            Map<String, List<Integer>> fewRows = new HashMap<>();
            apart.forEach((area, ofArea) -> {
                if (ofArea.size() <= FEW_ROWS) {
                    fewRows.put(area, ofArea.stream().map(Row::number).toList());
                } else {
                    many.put(area, new Cell(ofArea, columns));
                }
            });
            few = new RowsByArea(fewRows);
            somewhere = new Cell(kinds, columns);
        }

        void find(Hits hits) {
            String area = hits.query.area();
            if (area != null) {
                int at = few.find(area);
                Cell own = at == 0 ? many.get(area) : null;
                if (at > 0) {
                    hits.look(few.numbers(), at + 1, at + 1 + few.numbers()[at]);
                } else if (own != null) {
                    own.find(hits);
                }
            }
            anyArea.find(hits);
        }
    }

    /** How many different values each further column of a block has; the words stand under the empty name. */
    private record Columns(Map<String, Integer> values) {

        static final String WORDS = "";

        static Columns of(List<Row> rows) {
            Map<String, Set<String>> different = new HashMap<>();
            for (Row row : rows) {
                row.rule()
                        .answers()
                        .forEach((question, cell) -> different
                                .computeIfAbsent(question, key -> new HashSet<>())
                                .addAll(cell));
                different
                        .computeIfAbsent(WORDS, key -> new HashSet<>())
                        .addAll(row.rule().words());
            }
            Map<String, Integer> values = new HashMap<>();
            different.forEach((column, cells) -> values.put(column, cells.size()));
            return new Columns(values);
        }

        static Set<String> cell(Rule rule, String column) {
            return column.equals(WORDS) ? rule.words() : rule.answers().getOrDefault(column, Set.of());
        }

        /** The column a row is looked up by: of those it names values in, the one with the most different ones. */
        @Nullable
        String keyOf(Rule rule) {
            String key = rule.words().isEmpty() ? null : WORDS;
            for (Map.Entry<String, Set<String>> answer : rule.answers().entrySet()) {
                boolean tellsMore =
                        key == null || values.getOrDefault(answer.getKey(), 0) > values.getOrDefault(key, 0);
                if (!answer.getValue().isEmpty() && tellsMore) {
                    key = answer.getKey();
                }
            }
            return key;
        }
    }

    /** Rows of one service and one area. */
    private static final class Cell {

        private static final int[] NONE = {};

        private final int[] plain;
        /** By further column, then by value. */
        private final Map<String, Map<String, int[]>> keyed;

        Cell(List<Row> rows, Columns columns) {
            List<Row> unkeyed = new ArrayList<>();
            Map<String, Map<String, List<Row>>> byKey = new HashMap<>();
            for (Row row : rows) {
                String key = columns.keyOf(row.rule());
                if (key == null) {
                    unkeyed.add(row);
                } else {
                    Map<String, List<Row>> ofKey = byKey.computeIfAbsent(key, column -> new HashMap<>());
                    Columns.cell(row.rule(), key)
                            .forEach(value -> ofKey.computeIfAbsent(value, other -> new ArrayList<>(2))
                                    .add(row));
                }
            }
            plain = numbers(unkeyed);
            keyed = new HashMap<>();
            byKey.forEach((column, ofKey) -> {
                Map<String, int[]> byValue = new HashMap<>();
                ofKey.forEach((value, found) -> byValue.put(value, numbers(found)));
                keyed.put(column, byValue);
            });
        }

        private static int[] numbers(List<Row> rows) {
            return rows.isEmpty() ? NONE : rows.stream().mapToInt(Row::number).toArray();
        }

        void find(Hits hits) {
            hits.look(plain);
            for (Map.Entry<String, Map<String, int[]>> column : keyed.entrySet()) {
                if (column.getKey().equals(Columns.WORDS) && column.getValue().size() <= FEW_WORDS) {
                    column.getValue().forEach((word, rows) -> {
                        if (hits.query.says(word)) {
                            hits.look(rows);
                        }
                    });
                    continue;
                }
                Collection<String> given = column.getKey().equals(Columns.WORDS)
                        ? hits.query.words()
                        : hits.query.answers().getOrDefault(column.getKey(), List.of());
                for (String value : given) {
                    int[] rows = column.getValue().get(value);
                    if (rows != null) {
                        hits.look(rows);
                    }
                }
            }
        }
    }
}
