package org.relais.routing.drafts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.RuleRow;
import org.relais.routing.territory.Service;

/**
 * A row that sends some requests elsewhere than the row that took them: that row's own conditions, days and priority, for one
 * service and perhaps one area. It stands before that row, or in its place where nothing would be left to it.
 *
 * @param area the one area it is about, if there is one
 */
record ExceptionRow(Map<String, String> cells, @Nullable String area, boolean replaces) {

    private static final String SERVICE = "service";
    private static final String AREA = "area";
    private static final String ANSWER = "answer.";
    private static final String VISIBILITY = "visibility";

    /** Where no row says better; its author can. */
    private static final String USUAL_DAYS = "10";

    ExceptionRow {
        cells = Map.copyOf(cells);
    }

    static ExceptionRow to(RuleRow wrong, Service service, @Nullable String area) {
        Map<String, String> cells = new HashMap<>(wrong.cells());
        cells.put(SERVICE, service.code());
        if (area != null) {
            cells.put(AREA, area);
        }
        cells.replaceAll((column, cell) -> column.startsWith(ANSWER) ? asked(wrong, column, service) : cell);
        Set<String> areas = wrong.values(AREA);
        boolean leavesNothing =
                wrong.values(SERVICE).equals(Set.of(service.code())) && (area == null || areas.equals(Set.of(area)));
        return new ExceptionRow(
                cells, area == null && areas.size() == 1 ? areas.iterator().next() : area, leavesNothing);
    }

    /**
     * To no row: for what none takes.
     *
     * @param undecided what such a request was taken for; the row opens none that was kept from the public
     */
    static ExceptionRow alone(String service, @Nullable String area, Visibility undecided) {
        Map<String, String> cells = new HashMap<>(Map.of(SERVICE, service, "workingDays", USUAL_DAYS));
        if (area != null) {
            cells.put(AREA, area);
        }
        return new ExceptionRow(cells, area, false).seenBy(undecided);
    }

    /**
     * The same kept from the public where rows are that would have given such requests to its department, had the wrong one not taken them.
     *
     * @param meant those rows
     */
    ExceptionRow meaning(List<RuleRow> meant) {
        return meant.stream().anyMatch(row -> row.cell(VISIBILITY).equals(Visibility.PRIVATE.word()))
                ? seenBy(Visibility.PRIVATE)
                : this;
    }

    /** A row that says nothing of it is public. */
    ExceptionRow seenBy(Visibility chosen) {
        Map<String, String> others = new HashMap<>(cells);
        if (chosen == Visibility.PRIVATE) {
            others.put(VISIBILITY, chosen.word());
        } else {
            others.remove(VISIBILITY);
        }
        return new ExceptionRow(others, area, replaces);
    }

    ExceptionRow with(Map<String, String> others) {
        Map<String, String> both = new HashMap<>(cells);
        both.putAll(others);
        return new ExceptionRow(both, area, replaces);
    }

    String id() {
        return cells.getOrDefault("id", "");
    }

    /** Whether it takes only some requests of its service and area. */
    boolean isPartial() {
        RuleRow row = new RuleRow(cells);
        return row.values(AREA).size() > 1
                || !Set.of(SERVICE, AREA).containsAll(row.conditions().keySet());
    }

    /** Of several services' options those that this one offers: a cell may name no other. */
    private static String asked(RuleRow wrong, String column, Service service) {
        Set<String> offered = service.questions().stream()
                .filter(question -> question.code().equals(column.substring(ANSWER.length())))
                .flatMap(question -> question.options().stream())
                .map(Service.Option::code)
                .collect(Collectors.toSet());
        Set<String> named = new TreeSet<>(wrong.values(column));
        return offered.isEmpty() || !named.removeIf(value -> !offered.contains(value)) || named.isEmpty()
                ? wrong.cell(column)
                : String.join("|", named);
    }
}
