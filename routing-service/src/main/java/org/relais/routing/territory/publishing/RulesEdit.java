package org.relais.routing.territory.publishing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.relais.routing.territory.folder.CsvTable;
import org.relais.routing.territory.folder.RuleColumns;

/** A row to be put into a table of rules; the other lines stay as they are written. */
final class RulesEdit {

    private final List<String> lines;
    private final List<CsvTable.Row> rows;
    private final int id;
    private final String row;

    private RulesEdit(List<String> lines, List<CsvTable.Row> rows, int id, String row) {
        this.lines = lines;
        this.rows = rows;
        this.id = id;
        this.row = row;
    }

    /**
     * A column that a table may do without is added where the row needs it.
     *
     * @return empty where the table can't be read or lacks another column of the row
     */
    static Optional<RulesEdit> of(String table, Map<String, String> cells) {
        // As who reads it counts lines: a carriage return ends none, and is no part of a cell.
        return edit(table.replace("\r", ""), cells);
    }

    private static Optional<RulesEdit> edit(String rules, Map<String, String> cells) {
        CsvTable table = CsvTable.parse(rules);
        if (table.rows().isEmpty() || table.unclosedQuoteAt() > 0) {
            return Optional.empty();
        }
        List<String> header = table.rows().getFirst().cells();
        String separator = rules.lines()
                                .findFirst()
                                .orElse("")
                                .chars()
                                .filter(c -> c == ';')
                                .count()
                        > header.size() / 2
                ? ";"
                : ",";
        List<String> missing = cells.keySet().stream()
                .filter(column -> !header.contains(column))
                .sorted()
                .toList();
        if (!missing.stream().allMatch(RuleColumns::mayBeLeftOut)) {
            return Optional.empty();
        }
        if (!missing.isEmpty()) {
            return edit(widened(missing, rules.lines().toList(), table.rows(), separator), cells);
        }
        String row = header.stream()
                .map(column -> quoted(cells.getOrDefault(column, "")))
                .collect(Collectors.joining(separator));
        return Optional.of(new RulesEdit(rules.lines().toList(), table.rows(), header.indexOf("id"), row));
    }

    /** A table with further columns, in which its rows say nothing. */
    private static String widened(List<String> columns, List<String> lines, List<CsvTable.Row> rows, String separator) {
        List<String> wider = new ArrayList<>(lines);
        for (int row = 0; row < rows.size(); row++) {
            int last = (row + 1 < rows.size() ? rows.get(row + 1).line() - 1 : lines.size()) - 1;
            // Lines without a cell that says anything are no rows.
            while (lines.get(last).replace(separator, "").isBlank()) {
                last--;
            }
            String cells = row == 0 ? separator + String.join(separator, columns) : separator.repeat(columns.size());
            wider.set(last, lines.get(last) + cells);
        }
        return String.join("\n", wider) + "\n";
    }

    /** Before the row of that id; at the end where there is none. */
    String before(String other) {
        int at = place(other).isPresent() ? rows.get(place(other).getAsInt()).line() - 1 : lines.size();
        return with(at, at);
    }

    Optional<String> inPlaceOf(String replaced) {
        OptionalInt place = place(replaced);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        int next = place.getAsInt() + 1;
        return Optional.of(with(
                rows.get(place.getAsInt()).line() - 1,
                next < rows.size() ? rows.get(next).line() - 1 : lines.size()));
    }

    private OptionalInt place(String wanted) {
        return IntStream.range(1, rows.size())
                .filter(row -> id >= 0
                        && id < rows.get(row).cells().size()
                        && rows.get(row).cells().get(id).equals(wanted))
                .findFirst();
    }

    /** The row instead of the lines from one up to another, which stays. */
    private String with(int from, int to) {
        List<String> edited = new ArrayList<>(lines.subList(0, from));
        edited.add(row);
        edited.addAll(lines.subList(to, lines.size()));
        return String.join("\n", edited) + "\n";
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",;\\n\\r]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
