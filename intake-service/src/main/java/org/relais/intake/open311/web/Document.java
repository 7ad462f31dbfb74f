package org.relais.intake.open311.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer, whatever its format.
 *
 * @param root name of the outermost element in XML; JSON has none
 * @param content {@link Fields} or {@link Items}
 */
record Document(String root, Object content) {

    static Document of(String root, Fields fields) {
        return new Document(root, fields);
    }

    static Document of(String root, Items items) {
        return new Document(root, items);
    }

    /** Values by name: texts, numbers, truth values, {@link Fields}, {@link Items}; null stands as an empty element, or null. */
    static final class Fields {

        private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

        Fields with(String name, @Nullable Object value) {
            values.put(name, value);
            return this;
        }

        Map<String, @Nullable Object> values() {
            return values;
        }
    }

    /** Several of one kind; in XML each stands in an element of this name. */
    static final class Items {

        private final String name;
        private final List<Object> values = new ArrayList<>();

        Items(String name) {
            this.name = name;
        }

        Items add(Object value) {
            values.add(value);
            return this;
        }

        Items addAll(Iterable<?> more) {
            more.forEach(values::add);
            return this;
        }

        String name() {
            return name;
        }

        List<Object> values() {
            return values;
        }
    }
}
