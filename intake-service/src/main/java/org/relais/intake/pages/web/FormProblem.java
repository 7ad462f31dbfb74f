package org.relais.intake.pages.web;

import java.util.List;

/**
 * Something wrong that only the pages find.
 *
 * @param field id of the input that mends it
 * @param key of the text that says what to do
 * @param arguments what that text names
 */
public record FormProblem(String field, String key, List<Object> arguments) {

    public FormProblem {
        arguments = List.copyOf(arguments);
    }

    public static FormProblem of(String field, String key, Object... arguments) {
        return new FormProblem(field, key, List.of(arguments));
    }

    @Override
    public String toString() {
        return "FormProblem[" + key + "]";
    }
}
