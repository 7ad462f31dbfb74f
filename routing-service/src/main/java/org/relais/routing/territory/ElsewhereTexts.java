package org.relais.routing.territory;

import java.text.MessageFormat;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** Says in plain words who answers at a place beyond the border. */
final class ElsewhereTexts {

    private static final String BUNDLE = "org.relais.routing.territory.elsewhere";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private ElsewhereTexts() {}

    /** French stands in for a language that has no text of its own. */
    static Map<String, String> of(Neighbour neighbour, Collection<String> languages) {
        String reach = List.of(neighbour.page(), neighbour.phone(), neighbour.email()).stream()
                .filter(way -> !way.isEmpty())
                .collect(Collectors.joining(", "));
        Map<String, String> texts = new HashMap<>();
        for (String language : languages) {
            Locale locale = Locale.forLanguageTag(language);
            String pattern =
                    ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK).getString("neighbour");
            String name = name(neighbour, language);
            String named = reach.isEmpty() ? name : name + " (" + reach + ")";
            texts.put(language, new MessageFormat(pattern, locale).format(new Object[] {named}));
        }
        return texts;
    }

    private static String name(Neighbour neighbour, String language) {
        Map<String, String> names = neighbour.name();
        return List.of(language, "fr", "en").stream()
                .filter(names::containsKey)
                .map(names::get)
                .findFirst()
                .orElseGet(() -> names.values().stream().sorted().findFirst().orElse(neighbour.id()));
    }
}
