package org.relais.bench.city;

import java.text.Normalizer;
import java.util.Locale;

/** Codes from a city's own names. */
public final class Slug {

    private Slug() {}

    /** Lower case, Latin letters and digits with single hyphens between them; empty where there are none. */
    public static String of(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
        return plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** The same, cut to so many characters. */
    public static String of(String name, int longest) {
        String slug = of(name);
        return slug.length() > longest ? slug.substring(0, longest).replaceAll("-$", "") : slug;
    }
}
