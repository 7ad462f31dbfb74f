package org.relais.local.importing;

import java.util.List;

/**
 * One record of the file.
 *
 * @param number 1 for the first after the header
 * @param line where it begins in the file
 */
record Row(long number, long line, List<String> fields) {

    Row {
        fields = List.copyOf(fields);
    }

    String field(int column) {
        return fields.get(column);
    }

    @Override
    public String toString() {
        return "Row[line=" + line + "]";
    }
}
