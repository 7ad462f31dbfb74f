package org.relais.intake.filing;

import org.jspecify.annotations.Nullable;

/** Where a request is about: WGS 84 degrees, an address, or both. */
public record Place(
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable String address) {

    public boolean isEmpty() {
        return latitude == null && longitude == null && address == null;
    }

    @Override
    public String toString() {
        return "Place[]";
    }
}
