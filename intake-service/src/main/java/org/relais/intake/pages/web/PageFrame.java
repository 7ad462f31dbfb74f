package org.relais.intake.pages.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param town name of the territory; null before one is known
 * @param territory its code; null before one is known
 * @param home the page itself, for links that change only the language
 */
public record PageFrame(
        String language,
        @Nullable String town,
        @Nullable String territory,
        @Nullable String emergencyNumber,
        @Nullable Office office,
        List<LanguageLink> languages,
        String section,
        @Nullable String home,
        @Nullable String tiles,
        @Nullable String tilesCredit) {

    public record Office(
            String name,
            @Nullable String address,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String hours) {}

    /** A link to the same page in another language. */
    public record LanguageLink(String code, String name, String href, boolean current) {}
}
