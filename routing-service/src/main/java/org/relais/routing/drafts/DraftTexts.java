package org.relais.routing.drafts;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.relais.routing.territory.Department;
import org.relais.routing.territory.Service;
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
        String what = territory
                .service(service)
                .map(Service::name)
                .map(name -> in(locale, name, service))
                .orElse(service);
        String who = department(territory, department, locale);
        return area == null
                ? of("reason.everywhere", locale, what, who)
                : of("reason.in_area", locale, what, who, area(territory, area, locale));
    }

    static String department(Territory territory, String code, Locale language) {
        return territory
                .department(code)
                .map(Department::name)
                .map(name -> in(language, name, code))
                .orElse(code);
    }

    static String area(Territory territory, String id, Locale language) {
        return territory.areas().all().stream()
                .filter(area -> area.id().equals(id))
                .findFirst()
                .map(area -> in(language, area.name(), id))
                .orElse(id);
    }

    static String in(Locale language, Map<String, String> texts, String otherwise) {
        String own = texts.get(language.getLanguage());
        return own != null ? own : texts.getOrDefault("fr", otherwise);
    }
}
