package org.relais.intake.body;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.relais.intake.validation.Characters;
import org.relais.intake.validation.Violations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of a JSON object, asked for one by one; what nobody asked for is refused at the end. */
public final class Members {

    private final ObjectNode object;
    private final String pointer;
    private final Violations violations;
    private final Set<String> asked = new HashSet<>();

    Members(ObjectNode object, String pointer, Violations violations) {
        this.object = object;
        this.pointer = pointer;
        this.violations = violations;
    }

    /** The members of an object inside a body, everything wrong with them going to the violations. */
    public static Members of(ObjectNode object, String pointer, Violations violations) {
        return new Members(object, pointer, violations);
    }

    /** A text in Unicode's normal form C, null where it is missing or wrong. */
    public @Nullable String text(String name) {
        JsonNode value = value(name);
        return value == null ? null : text(value, at(name));
    }

    /** The same without what no text holds, for words of people that must not be lost for it; null where they are missing or wrong. */
    public @Nullable String words(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            violations.add(at(name), "wrong_type_text");
            return null;
        }
        return Characters.normal(Characters.typed(value.stringValue()));
    }

    public @Nullable Double number(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            violations.add(at(name), "wrong_type_number");
            return null;
        }
        return value.doubleValue();
    }

    public @Nullable Long integer(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            violations.add(at(name), "wrong_type_number");
            return null;
        }
        return value.longValue();
    }

    public @Nullable Members object(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ObjectNode inner) {
            return new Members(inner, at(name), violations);
        }
        violations.add(at(name), "wrong_type_object");
        return null;
    }

    public List<String> texts(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            violations.add(at(name), "wrong_type_list");
            return List.of();
        }
        return texts(value, at(name));
    }

    /** One or several texts, numbers taken as they were written. */
    public List<String> values(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        if (value.isArray()) {
            return texts(value, at(name));
        }
        if (value.isNumber()) {
            return List.of(value.asString());
        }
        String text = text(value, at(name));
        return text == null ? List.of() : List.of(text);
    }

    public Set<String> names() {
        return new TreeSet<>(object.propertyNames());
    }

    /** Refuses each member that was not asked for. */
    public void refuseOthers() {
        for (String name : object.propertyNames()) {
            if (!asked.contains(name)) {
                violations.add(at(name), "unknown_field", name);
            }
        }
    }

    private List<String> texts(JsonNode array, String where) {
        List<String> texts = new ArrayList<>();
        for (int index = 0; index < array.size(); index++) {
            String text = text(array.get(index), where + "/" + index);
            if (text != null) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    private @Nullable JsonNode value(String name) {
        asked.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private @Nullable String text(JsonNode value, String where) {
        if (!value.isString()) {
            violations.add(where, "wrong_type_text");
            return null;
        }
        String text = value.stringValue();
        if (!Characters.areUsable(text)) {
            violations.add(where, "unusable_character");
            return null;
        }
        return Characters.normal(text);
    }

    private String at(String name) {
        return pointer + Violations.step(name);
    }
}
