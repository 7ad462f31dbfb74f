package org.relais.routing.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.relais.routing.calendar.WorkingCalendar;

/**
 * The decision table, first hit first.
 *
 * <p>Rows are kept apart by service, those for any service in a block of their own; a query reads two blocks, whatever the
 * number of services. In a block each column is a {@link ColumnIndex}, so that a query intersects a few bitmaps instead of
 * looking at every row.
 */
final class RuleTable {

    private final Block anyService;
    private final Map<String, Block> byService = new HashMap<>();

    RuleTable(List<Rule> rules) {
        List<Row> any = new ArrayList<>();
        Map<String, List<Row>> apart = new LinkedHashMap<>();
        for (int number = 0; number < rules.size(); number++) {
            Row row = new Row(number, rules.get(number));
            if (row.rule().services().isEmpty()) {
                any.add(row);
            }
            row.rule()
                    .services()
                    .forEach(service -> apart.computeIfAbsent(service, key -> new ArrayList<>())
                            .add(row));
        }
        anyService = new Block(any);
        apart.forEach((service, rows) -> byService.put(service, new Block(rows)));
    }

    /** What the table is asked; the description is split into words only if a row looks at them. */
    static final class Query {

        private final String service;
        private final @Nullable String area;
        private final String channel;
        private final Map<String, List<String>> answers;
        private final String description;
        private final Instant submittedAt;
        private @Nullable Set<String> words;

        Query(
                String service,
                @Nullable String area,
                String channel,
                Map<String, List<String>> answers,
                String description,
                Instant submittedAt) {
            this.service = service;
            this.area = area;
            this.channel = channel;
            this.answers = answers;
            this.description = description;
            this.submittedAt = submittedAt;
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

        Map<String, List<String>> answers() {
            return answers;
        }

        Set<String> words() {
            Set<String> split = words;
            if (split == null) {
                split = Words.of(description);
                words = split;
            }
            return split;
        }
    }

    /** The first rows that match, in the table's order, at most so many. */
    List<Rule> matches(Query query, WorkingCalendar calendar, int limit) {
        List<Row> named = byService.getOrDefault(query.service(), Block.EMPTY).matches(query, calendar, limit, false);
        List<Row> any = anyService.matches(query, calendar, limit, false);
        return merged(named, any, limit);
    }

    /** Whether a row would match if the place lay in the right area. */
    boolean matchesInSomeArea(Query query, WorkingCalendar calendar) {
        return !anyService.matches(query, calendar, 1, true).isEmpty()
                || !byService
                        .getOrDefault(query.service(), Block.EMPTY)
                        .matches(query, calendar, 1, true)
                        .isEmpty();
    }

    private static List<Rule> merged(List<Row> left, List<Row> right, int limit) {
        List<Rule> merged = new ArrayList<>(Math.min(limit, left.size() + right.size()));
        int l = 0;
        int r = 0;
        while (merged.size() < limit && (l < left.size() || r < right.size())) {
            boolean takeLeft = r == right.size()
                    || (l < left.size() && left.get(l).number() < right.get(r).number());
            merged.add(takeLeft ? left.get(l++).rule() : right.get(r++).rule());
        }
        return merged;
    }

    private record Row(int number, Rule rule) {}

    /** The rows of one service, in the table's order. */
    private static final class Block {

        static final Block EMPTY = new Block(List.of());

        private final List<Row> rows;
        private final @Nullable ColumnIndex areas;
        private final List<Column> others = new ArrayList<>();

        private record Column(ColumnIndex index, Function<Query, Collection<String>> facts) {}

        Block(List<Row> rows) {
            this.rows = List.copyOf(rows);
            this.areas =
                    ColumnIndex.of(rows.size(), row -> this.rows.get(row).rule().areas());
            add(Rule::channels, query -> List.of(query.channel()));
            Set<String> questions = new TreeSet<>();
            rows.forEach(row -> questions.addAll(row.rule().answers().keySet()));
            for (String question : questions) {
                add(
                        rule -> rule.answers().getOrDefault(question, Set.of()),
                        query -> query.answers().getOrDefault(question, List.of()));
            }
            add(Rule::words, Query::words);
        }

        private void add(Function<Rule, Set<String>> cell, Function<Query, Collection<String>> facts) {
            ColumnIndex index =
                    ColumnIndex.of(rows.size(), row -> cell.apply(rows.get(row).rule()));
            if (index != null) {
                others.add(new Column(index, facts));
            }
        }

        List<Row> matches(Query query, WorkingCalendar calendar, int limit, boolean inAnyArea) {
            if (rows.isEmpty()) {
                return List.of();
            }
            long[] left = ColumnIndex.all(rows.size());
            if (areas != null && !inAnyArea) {
                areas.retain(left, query.area() == null ? List.of() : List.of(query.area()));
            }
            for (Column column : others) {
                column.index().retain(left, column.facts().apply(query));
            }
            List<Row> found = new ArrayList<>(limit);
            for (int word = 0; word < left.length && found.size() < limit; word++) {
                for (long bits = left[word]; bits != 0 && found.size() < limit; bits &= bits - 1) {
                    Row row = rows.get((word << 6) + Long.numberOfTrailingZeros(bits));
                    if (row.rule().time().includes(query.submittedAt, calendar)) {
                        found.add(row);
                    }
                }
            }
            return found;
        }
    }
}
