package org.relais.routing.territory.folder;

import java.util.ArrayList;
import java.util.List;

/** A table in CSV with its lines: comma or semicolon, as the first line has it; quotes as in RFC 4180. */
public record CsvTable(List<Row> rows, int unclosedQuoteAt) {

    /** A row and the line it begins at. */
    public record Row(int line, List<String> cells) {

        boolean isBlank() {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    public static CsvTable parse(String text) {
        return new Parser(text, separatorOf(text)).parse();
    }

    private static char separatorOf(String text) {
        String first = text.lines().findFirst().orElse("");
        return first.chars().filter(c -> c == ';').count()
                        > first.chars().filter(c -> c == ',').count()
                ? ';'
                : ',';
    }

    /** One pass over the text. */
    private static final class Parser {

        private final String text;
        private final char separator;
        private final List<Row> rows = new ArrayList<>();
        private final StringBuilder cell = new StringBuilder();
        private List<String> cells = new ArrayList<>();
        private int line = 1;
        private int rowLine = 1;
        private int quoteLine;

        Parser(String text, char separator) {
            this.text = text;
            this.separator = separator;
        }

        CsvTable parse() {
            for (int at = 0; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '"' && quoteLine > 0 && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    cell.append('"');
                    at++;
                } else if (c == '"') {
                    quoteLine = quoteLine > 0 ? 0 : line;
                } else if (quoteLine == 0 && c == separator) {
                    endCell();
                } else if (quoteLine == 0 && c == '\n') {
                    endRow();
                } else if (c != '\r') {
                    cell.append(c);
                }
                if (c == '\n') {
                    line++;
                    rowLine = cells.isEmpty() && cell.isEmpty() && quoteLine == 0 ? line : rowLine;
                }
            }
            if (!cells.isEmpty() || !cell.isEmpty()) {
                endRow();
            }
            return new CsvTable(List.copyOf(rows), quoteLine);
        }

        private void endCell() {
            cells.add(cell.toString().strip());
            cell.setLength(0);
        }

        private void endRow() {
            endCell();
            Row row = new Row(rowLine, List.copyOf(cells));
            if (!row.isBlank()) {
                rows.add(row);
            }
            cells = new ArrayList<>();
        }
    }
}
