package org.relais.local.importing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One record of the file.
 *
 * @param number 1 for the first after the header
 * @param line where it begins in the file
 * @param readable false if it is no CSV; its first field is then the whole line as it stands
 */
record Row(long number, long line, List<String> fields, boolean readable) {

    Row {
        fields = List.copyOf(fields);
    }

    Row(long number, long line, List<String> fields) {
        this(number, line, fields, true);
    }

    /** As wide as the others, so that what is said about it stands in its column. */
    static Row malformed(long number, long line, String text, int columns) {
        List<String> fields = new ArrayList<>(Collections.nCopies(Math.max(1, columns), ""));
        fields.set(0, text);
        return new Row(number, line, fields, false);
    }

    String field(int column) {
        return fields.get(column);
    }

    @Override
    public String toString() {
        return "Row[line=" + line + "]";
    }
}
