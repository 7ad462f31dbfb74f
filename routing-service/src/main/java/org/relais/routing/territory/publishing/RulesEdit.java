package org.relais.routing.territory.publishing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.relais.routing.territory.folder.CsvTable;

/** A row to be put into a table of rules; the other lines stay as they are written. */
final class RulesEdit {

    /** A table may do without it, and then says nothing of it; it is added where a row needs it. */
    private static final String VISIBILITY = "visibility";

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

    /** @return empty where the table can't be read or lacks a column of the row */
    static Optional<RulesEdit> of(String rules, Map<String, String> cells) {
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
        if (cells.containsKey(VISIBILITY) && !header.contains(VISIBILITY)) {
            return of(withVisibility(rules.lines().toList(), table.rows(), separator), cells);
        }
        if (!header.containsAll(cells.keySet())) {
            return Optional.empty();
        }
        String row = header.stream()
                .map(column -> quoted(cells.getOrDefault(column, "")))
                .collect(Collectors.joining(separator));
        return Optional.of(new RulesEdit(rules.lines().toList(), table.rows(), header.indexOf("id"), row));
    }

    private static String withVisibility(List<String> lines, List<CsvTable.Row> rows, String separator) {
        List<String> wider = new ArrayList<>(lines);
        for (int row = 0; row < rows.size(); row++) {
            int last = (row + 1 < rows.size() ? rows.get(row + 1).line() - 1 : lines.size()) - 1;
            while (lines.get(last).replace(separator, "").isBlank()) {
                last--;
            }
            wider.set(last, lines.get(last) + separator + (row == 0 ? VISIBILITY : ""));
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
