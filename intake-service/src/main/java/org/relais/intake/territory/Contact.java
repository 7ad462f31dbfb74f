package org.relais.intake.territory;

import org.jspecify.annotations.Nullable;

/** How an office can be reached. */
public record Contact(
        @Nullable String address,
        @Nullable String email,
        @Nullable String phone) {}
