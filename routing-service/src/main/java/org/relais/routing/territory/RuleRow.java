package org.relais.routing.territory;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table of rules as it is written, whether or not it can be read as a rule.
 *
 * @param cells by column
 */
public record RuleRow(Map<String, String> cells) {

    /** Columns that say what becomes of a request, or what is told of it, not which one is meant. */
    private static final Set<String> OUTCOME = Set.of("id", "department", "workingDays", "priority", "visibility");

    public RuleRow {
        cells = Map.copyOf(cells);
    }

    public String id() {
        return cell("id");
    }

    public String cell(String column) {
        return cells.getOrDefault(column, "");
    }

    /** The values of a cell, none where it takes any. */
    public Set<String> values(String column) {
        String cell = cell(column);
        return cell.isEmpty() || cell.equals("*")
                ? Set.of()
                : Arrays.stream(cell.split("\\|", -1)).map(String::strip).collect(Collectors.toUnmodifiableSet());
    }

    /** The cells that say which requests it takes, by column; those that take any are left out. */
    public Map<String, String> conditions() {
        return cells.entrySet().stream()
                .filter(cell ->
                        !OUTCOME.contains(cell.getKey()) && !cell.getKey().startsWith("reason."))
                .filter(cell -> !values(cell.getKey()).isEmpty())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public boolean takes(String column, String value) {
        Set<String> values = values(column);
        return values.isEmpty() || values.contains(value);
    }

    /** Whether it gives requests for a service (of an area) to a department. */
    public boolean gives(String service, @Nullable String area, String department) {
        return takes("service", service)
                && (area == null || takes("area", area))
                && cell("department").equals(department);
    }
}
