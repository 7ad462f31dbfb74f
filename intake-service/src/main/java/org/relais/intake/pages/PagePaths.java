package org.relais.intake.pages;

import java.util.List;

/**
 * Where pages for people answer: open to everyone, their forms guarded against being sent from elsewhere. Declare any number as
 * beans.
 *
 * @param patterns Spring path patterns, for example {@code /suivi/**}
 */
public record PagePaths(List<String> patterns) {

    public PagePaths {
        patterns = List.copyOf(patterns);
    }

    public static PagePaths of(String... patterns) {
        return new PagePaths(List.of(patterns));
    }
}
