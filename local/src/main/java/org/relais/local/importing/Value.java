package org.relais.local.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a field of the request comes from; blank means that the field is left out. */
sealed interface Value {

    String of(Row row) throws RowUnusable;

    /** Text with columns in it. */
    record Template(List<Part> parts) implements Value {

        sealed interface Part {}

        record Text(String text) implements Part {}

        record Column(int index) implements Part {}

        /** @param columns names in the file's order */
        static Template parse(String text, List<String> columns) throws UnknownColumn {
            List<Part> parts = new ArrayList<>();
            int at = 0;
            for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
                int close = text.indexOf('}', open);
                if (close < 0) {
                    break;
                }
                String name = text.substring(open + 1, close);
                int index = columns.indexOf(name.strip());
                if (index < 0) {
                    throw new UnknownColumn(name);
                }
                parts.add(new Text(text.substring(at, open)));
                parts.add(new Column(index));
                at = close + 1;
            }
            parts.add(new Text(text.substring(at)));
            return new Template(List.copyOf(parts));
        }

        @Override
        public String of(Row row) {
            StringBuilder text = new StringBuilder();
            for (Part part : parts) {
                text.append(
                        switch (part) {
                            case Text(String fixed) -> fixed;
                            case Column(int index) -> row.field(index);
                        });
            }
            return text.toString().strip();
        }
    }

    /** A column's value, translated by a table. */
    record Translated(
            String column,
            int index,
            Map<String, String> values,
            @Nullable String otherwise) implements Value {

        @Override
        public String of(Row row) throws RowUnusable {
            String given = row.field(index).strip();
            String translated = values.getOrDefault(given, otherwise);
            if (translated == null) {
                throw new RowUnusable("import.row.untranslated", column, given);
            }
            return translated;
        }
    }

    /** A placeholder names a column that the file hasn't. */
    final class UnknownColumn extends Exception {

        private final String name;

        UnknownColumn(String name) {
            super(name);
            this.name = name;
        }

        String name() {
            return name;
        }
    }
}
