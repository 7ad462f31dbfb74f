package org.relais.routing.rules;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** The reasons of {@link DeferralReason} in plain words. */
final class DeferralTexts {

    static final List<String> LANGUAGES = List.of("fr", "en");

    private static final String BUNDLE = "org.relais.routing.rules.deferrals";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private DeferralTexts() {}

    /** French stands in for a language that has no text of its own. */
    static Map<String, String> of(DeferralReason reason, Collection<String> languages) {
        Map<String, String> texts = new HashMap<>();
        for (String language : languages) {
            ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, Locale.forLanguageTag(language), NO_FALLBACK);
            texts.put(language, bundle.getString(reason.code()));
        }
        return texts;
    }
}
