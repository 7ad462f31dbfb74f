package org.relais.intake.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wrong with a form, in the order of its fields, in the person's language: shown at the top and at each field. */
public record FormErrors(List<FieldProblem> all) {

    public static final FormErrors NONE = new FormErrors(List.of());

    public FormErrors {
        all = List.copyOf(all);
    }

    /** @param field id of the input that mends it */
    public record FieldProblem(String field, String text) {}

    /** These and others; what is wrong with a field is said once. */
    public FormErrors and(FormErrors others) {
        List<FieldProblem> both = new ArrayList<>(all);
        others.all().stream().filter(problem -> of(problem.field()) == null).forEach(both::add);
        return new FormErrors(both);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** The first thing that is wrong with a field; null if nothing is. */
    public @Nullable String of(String field) {
        return first(field).map(FieldProblem::text).orElse(null);
    }

    private Optional<FieldProblem> first(String field) {
        return all.stream().filter(problem -> problem.field().equals(field)).findFirst();
    }
}
