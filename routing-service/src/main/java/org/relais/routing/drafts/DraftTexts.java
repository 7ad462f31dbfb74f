package org.relais.routing.drafts;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.relais.routing.territory.Territory;

/** Sentences about rules and decisions, French where a language has none of its own. */
final class DraftTexts {

    private static final String BUNDLE = "org.relais.routing.drafts.drafts";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private DraftTexts() {}

    static String of(String key, Locale language, Object... arguments) {
        String pattern = ResourceBundle.getBundle(BUNDLE, language, NO_FALLBACK).getString(key);
        return new MessageFormat(pattern, language).format(arguments);
    }

    /** The reason of a row that a person's decision became; its author can put it better. */
    static String reason(
            Territory territory, String service, @Nullable String area, String department, String language) {
        Locale locale = Locale.forLanguageTag(language);
        String what = territory.serviceName(service, locale);
        String who = territory.departmentName(department, locale);
        return area == null
                ? of("reason.everywhere", locale, what, who)
                : of("reason.in_area", locale, what, who, territory.areaName(area, locale));
    }
}
