package org.relais.bench.boston;

import java.text.Normalizer;
import java.util.Locale;

/** Codes from the city's own names. */
final class Slug {

    private Slug() {}

    /** Lower case, letters and digits with single hyphens between them. */
    static String of(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        String slug = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.length() > 60 ? slug.substring(0, 60).replaceAll("-$", "") : slug;
    }
}
