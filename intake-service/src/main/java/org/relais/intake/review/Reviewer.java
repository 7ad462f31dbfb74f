package org.relais.intake.review;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who looks at texts.
 *
 * @param name as it is written down with every look and decision
 * @param department code of the department whose agent this is, who sees the texts of its territory alone; null for who looks after
 *     the whole platform
 * @param jurisdictions ids of the territories whose texts alone they see; null: of all
 */
public record Reviewer(
        String name, @Nullable String department, @Nullable Set<String> jurisdictions) {}
