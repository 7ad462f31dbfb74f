package org.relais.platform.problem;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer JSON Pointer (RFC 6901) into the body, empty for the body as a whole; {@code ?name} for a query parameter,
 *     {@code {name}} for a part of the path, {@code header:Name} for a header
 * @param code snake_case, stable: what a program switches on
 * @param detail the same for a person, in the caller's language
 */
public record FieldError(String pointer, String code, String detail) {}
