package org.relais.routing.territory.publishing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.relais.routing.territory.RuleRow;
import org.relais.routing.territory.TerritoryEditions.Change;
import org.relais.routing.territory.TerritoryEditions.ChangedRow;
import org.relais.routing.territory.TerritoryEditions.Row;
import org.relais.routing.territory.TerritoryEditions.Rows;
import org.relais.routing.territory.folder.CsvTable;

/** Tables of rules as they are written, whatever columns they have. */
final class RuleTables {

    private RuleTables() {}

    static List<ChangedRow> compare(String before, String after) {
        if (before.equals(after)) {
            return List.of();
        }
        CsvTable old = CsvTable.parse(before);
        CsvTable changed = CsvTable.parse(after);
        Set<String> columns = new LinkedHashSet<>(header(changed));
        columns.addAll(header(old));
        Map<String, RuleRow> were = byId(old);
        Map<String, RuleRow> are = byId(changed);
        Map<String, String> aboveBefore = rowAbove(were, are);
        Map<String, String> above = rowAbove(are, were);
        List<ChangedRow> rows = new ArrayList<>();
        are.forEach((id, row) -> {
            Change change = change(columns, were.get(id), row, aboveBefore.get(id), above.get(id));
            if (change != null) {
                rows.add(new ChangedRow(id, change));
            }
        });
        were.keySet().stream()
                .filter(id -> !are.containsKey(id))
                .forEach(id -> rows.add(new ChangedRow(id, Change.REMOVED)));
        return rows;
    }

    private static @Nullable Change change(
            Set<String> columns,
            @Nullable RuleRow before,
            RuleRow after,
            @Nullable String aboveBefore,
            @Nullable String above) {
        if (before == null) {
            return Change.ADDED;
        }
        if (columns.stream().anyMatch(column -> !before.cell(column).equals(after.cell(column)))) {
            return Change.CHANGED;
        }
        return above == null || above.equals(aboveBefore) ? null : Change.MOVED;
    }

    /** For each row the one above it, of those that both tables have. */
    private static Map<String, String> rowAbove(Map<String, RuleRow> rows, Map<String, RuleRow> both) {
        Map<String, String> above = new LinkedHashMap<>();
        String last = "";
        for (String id : rows.keySet()) {
            if (both.containsKey(id)) {
                above.put(id, last);
                last = id;
            }
        }
        return above;
    }

    private static Map<String, RuleRow> byId(CsvTable table) {
        Map<String, RuleRow> rows = new LinkedHashMap<>();
        body(table).forEach(each -> {
            RuleRow row = row(header(table), each);
            rows.put(row.id(), row);
        });
        return rows;
    }

    /** The rows below the header; none where the table can't be read. */
    static List<RuleRow> rows(String rules) {
        CsvTable table = CsvTable.parse(rules);
        return table.unclosedQuoteAt() > 0
                ? List.of()
                : body(table).stream().map(row -> row(header(table), row)).toList();
    }

    private static RuleRow row(List<String> header, CsvTable.Row row) {
        Map<String, String> cells = new HashMap<>();
        for (int column = 0; column < Math.min(header.size(), row.cells().size()); column++) {
            cells.put(header.get(column), row.cells().get(column));
        }
        return new RuleRow(cells);
    }

    static Rows rows(String rules, String service, int from, int limit) {
        CsvTable table = CsvTable.parse(rules);
        List<String> header = header(table);
        List<Row> shown = new ArrayList<>();
        int total = 0;
        for (CsvTable.Row row : body(table)) {
            if (service.isEmpty() || row(header, row).takes("service", service)) {
                if (total >= from && shown.size() < limit) {
                    shown.add(new Row(row.line(), row.cells()));
                }
                total++;
            }
        }
        return new Rows(header, shown, total);
    }

    private static List<String> header(CsvTable table) {
        return table.rows().isEmpty() ? List.of() : table.rows().getFirst().cells();
    }

    private static List<CsvTable.Row> body(CsvTable table) {
        return table.rows().isEmpty()
                ? List.of()
                : table.rows().subList(1, table.rows().size());
    }
}
