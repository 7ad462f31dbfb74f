package org.relais.intake.territory;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which language to speak to a caller. */
public final class Languages {

    public static final String DEFAULT = "fr";

    /** Languages in which this service words its own texts. */
    public static final List<String> OWN = List.of("fr", "en");

    private static final int LONGEST_HEADER = 200;

    private Languages() {}

    /** The caller's first choice among the supported ones; without any, French, else the first one supported. */
    public static String choose(@Nullable String acceptLanguage, List<String> supported) {
        if (acceptLanguage != null && !acceptLanguage.isBlank() && acceptLanguage.length() <= LONGEST_HEADER) {
            try {
                String tag = Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), supported);
                if (tag != null) {
                    return canonical(tag, supported);
                }
            } catch (IllegalArgumentException notAHeaderWeCanRead) {
                return fallback(supported);
            }
        }
        return fallback(supported);
    }

    private static String canonical(String tag, List<String> supported) {
        return supported.stream().filter(tag::equalsIgnoreCase).findFirst().orElse(tag);
    }

    private static String fallback(List<String> supported) {
        return supported.isEmpty() || supported.contains(DEFAULT) ? DEFAULT : supported.getFirst();
    }
}
