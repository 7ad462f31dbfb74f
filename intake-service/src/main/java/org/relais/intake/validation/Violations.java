package org.relais.intake.validation;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong, so that a caller hears of it at once. */
public final class Violations {

    private final List<Violation> found = new ArrayList<>();

    public void add(String pointer, String code, String... arguments) {
        found.add(new Violation(pointer, code, List.of(arguments)));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Whether this member, or one within it, was found wrong. */
    public boolean concern(String pointer) {
        return found.stream()
                .anyMatch(violation -> violation.pointer().equals(pointer)
                        || violation.pointer().startsWith(pointer + "/"));
    }

    public List<Violation> all() {
        return List.copyOf(found);
    }

    /** A member's name as a step of a JSON pointer. */
    public static String step(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
