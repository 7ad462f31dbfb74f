package org.relais.intake.review;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who looks at texts.
 *
 * @param name as it is written down with every look and decision
 * @param department code of the department whose agent this is, who sees the texts of its territory alone; null for who looks after
 *     the whole platform
 */
public record Reviewer(String name, @Nullable String department) {}
