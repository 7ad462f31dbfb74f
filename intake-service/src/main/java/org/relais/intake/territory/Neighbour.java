package org.relais.intake.territory;

import org.jspecify.annotations.Nullable;

/**
 * Who answers beyond a territory's border.
 *
 * @param area that it answers for, with its name
 * @param page web address
 */
public record Neighbour(
        Area area,
        @Nullable String page,
        @Nullable String phone,
        @Nullable String email) {}
