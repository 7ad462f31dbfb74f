package org.relais.platform.problem;

import jakarta.validation.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** JSON Pointers from the paths that Spring, Jakarta Validation and Jackson name. */
final class Pointers {

    private static final Pattern SEPARATORS = Pattern.compile("[.\\[\\]]+");

    private Pointers() {}

    /** {@code answers[depth].items[0]} becomes {@code /answers/depth/items/0}. */
    static String ofPropertyPath(String path) {
        var pointer = new StringJoiner("/", "/", "").setEmptyValue("");
        for (var step : SEPARATORS.split(path)) {
            if (!step.isEmpty()) {
                pointer.add(escaped(step));
            }
        }
        return pointer.toString();
    }

    static String of(Path path) {
        return ofPropertyPath(path.toString());
    }

    static String of(List<JacksonException.Reference> path) {
        var pointer = new StringBuilder();
        for (var step : path) {
            var name = step.getPropertyName();
            pointer.append('/').append(name != null ? escaped(name) : Integer.toString(step.getIndex()));
        }
        return pointer.toString();
    }

    /** To a member of the body itself. */
    static String ofMember(String name) {
        return "/" + escaped(name);
    }

    private static String escaped(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }
}
