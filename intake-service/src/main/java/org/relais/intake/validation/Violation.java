package org.relais.intake.validation;

import java.util.List;

/**
 * One thing that is wrong with what a caller sent.
 *
 * @param pointer JSON pointer to the member (RFC 6901); empty for the body as a whole
 * @param code machine-readable, snake_case
 * @param arguments what the words for it name: limits, codes of the territory; never what a person wrote
 */
public record Violation(String pointer, String code, List<String> arguments) {

    public Violation {
        arguments = List.copyOf(arguments);
    }
}
