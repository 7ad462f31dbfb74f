package org.relais.platform.security;

import java.util.List;

/**
 * What needs no token; everything else does. Declare any number as beans.
 *
 * @param patterns Spring path patterns, with a method before them where only that one is open: {@code /css/**},
 *     {@code GET /api/v1/services/**}
 */
public record OpenPaths(List<String> patterns) {

    public OpenPaths {
        patterns = List.copyOf(patterns);
    }

    public static OpenPaths of(String... patterns) {
        return new OpenPaths(List.of(patterns));
    }
}
