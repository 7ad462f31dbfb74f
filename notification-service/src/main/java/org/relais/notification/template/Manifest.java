package org.relais.notification.template;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What templates there are, which version is in use, and what each needs.
 *
 * @param layouts variables by layout version
 */
record Manifest(Map<Integer, Map<String, VariableKind>> layouts, Map<String, Template> templates) {

    /** @param current the version that new messages use */
    record Template(int current, Map<Integer, Version> versions) {}

    /**
     * A version never changes once a message was sent with it.
     *
     * @param words the earlier version whose words it keeps, but for the files that it has itself; null where it has all
     */
    record Version(int layout, @Nullable Integer words, Map<String, VariableKind> variables) {}

    Optional<Version> version(String template, int version) {
        @Nullable Template known = templates.get(template);
        return known == null
                ? Optional.empty()
                : Optional.ofNullable(known.versions().get(version));
    }
}
