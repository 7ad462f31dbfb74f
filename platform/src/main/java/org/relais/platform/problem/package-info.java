/**
 * Errors as RFC 9457 problem+json, in the caller's language: one body for every refusal, ours and the framework's.
 *
 * <p>A web adapter switches over its use case's sealed result and answers with {@link org.relais.platform.problem.Problems}:
 *
 * <pre>{@code
 * case Refused refused -> problems.problem(CONFLICT, "case_changed", refused.version()).response();
 * case Invalid invalid -> problems.problem(BAD_REQUEST, "invalid_request")
 *         .error("/serviceCode", "service_unknown")
 *         .response();
 * }</pre>
 *
 * <p>Texts stand in {@code messages/problem*.properties} (French) and {@code messages/problem*_en.properties}: this module's in
 * {@code problem.properties}, a service's own in {@code problem-<service>.properties}, with the keys
 * {@code problem.<code>.title}, {@code problem.<code>.detail} and {@code field.<code>}. Write ’ there, not a straight apostrophe,
 * which {@link java.text.MessageFormat} would swallow.
 */
@NullMarked
package org.relais.platform.problem;

import org.jspecify.annotations.NullMarked;
