package org.relais.routing.territory.publishing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
        Map<String, List<String>> were = byId(old, columns);
        Map<String, List<String>> are = byId(changed, columns);
        Map<String, String> aboveBefore = rowAbove(were, are);
        Map<String, String> above = rowAbove(are, were);
        List<ChangedRow> rows = new ArrayList<>();
        are.forEach((id, cells) -> {
            Change change = change(were.get(id), cells, aboveBefore.get(id), above.get(id));
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
            @Nullable List<String> before, List<String> after, @Nullable String aboveBefore, @Nullable String above) {
        if (before == null) {
            return Change.ADDED;
        }
        if (!before.equals(after)) {
            return Change.CHANGED;
        }
        return above == null || above.equals(aboveBefore) ? null : Change.MOVED;
    }

    /** For each row the one above it, of those that both tables have. */
    private static Map<String, String> rowAbove(Map<String, List<String>> rows, Map<String, List<String>> both) {
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

    private static Map<String, List<String>> byId(CsvTable table, Set<String> columns) {
        List<String> header = header(table);
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (CsvTable.Row row : body(table)) {
            List<String> cells = columns.stream()
                    .map(column -> cell(row, header.indexOf(column)))
                    .toList();
            rows.put(cell(row, header.indexOf("id")), cells);
        }
        return rows;
    }

    static Rows rows(String rules, String service, int from, int limit) {
        CsvTable table = CsvTable.parse(rules);
        List<String> header = header(table);
        int column = header.indexOf("service");
        List<Row> shown = new ArrayList<>();
        int total = 0;
        for (CsvTable.Row row : body(table)) {
            if (concerns(cell(row, column), service)) {
                if (total >= from && shown.size() < limit) {
                    shown.add(new Row(row.line(), row.cells()));
                }
                total++;
            }
        }
        return new Rows(header, shown, total);
    }

    private static boolean concerns(String cell, String service) {
        return service.isEmpty()
                || cell.isEmpty()
                || cell.equals("*")
                || Arrays.stream(cell.split("\\|", -1)).map(String::strip).anyMatch(service::equals);
    }

    private static String cell(CsvTable.Row row, int column) {
        return column >= 0 && column < row.cells().size() ? row.cells().get(column) : "";
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
