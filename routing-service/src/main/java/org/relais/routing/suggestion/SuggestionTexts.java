package org.relais.routing.suggestion;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.relais.routing.rules.Suggestion;
import org.relais.routing.territory.Territory;

/** A suggestion that decided, in plain words. */
final class SuggestionTexts {

    private static final String BUNDLE = "org.relais.routing.suggestion.suggestions";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private SuggestionTexts() {}

    /** In each of the territory's languages; French stands in for a language that has no text of its own. */
    static Map<String, String> of(Suggestion suggestion, Territory territory) {
        Map<String, String> texts = new HashMap<>();
        territory.languages().forEach(language -> texts.put(language, sentences(suggestion, territory, language)));
        return texts;
    }

    private static String sentences(Suggestion suggestion, Territory territory, String language) {
        Suggestion.Candidate first = suggestion.first();
        List<String> sentences = new ArrayList<>();
        sentences.add(text(language, "routed", first.percent()));
        sentences.add(text(language, "cases", first.similarCases()));
        if (!suggestion.words().isEmpty()) {
            sentences.add(text(language, "words", String.join(", ", suggestion.words())));
        }
        List<Suggestion.Candidate> others = suggestion.candidates().stream()
                .skip(1)
                .filter(other -> other.percent() > 0)
                .toList();
        if (!others.isEmpty()) {
            sentences.add(text(
                    language,
                    "others",
                    others.stream()
                            .map(other -> text(
                                    language,
                                    "other",
                                    territory.departmentName(other.departmentCode(), Locale.forLanguageTag(language)),
                                    other.percent()))
                            .collect(Collectors.joining(", "))));
        }
        return String.join(" ", sentences);
    }

    private static String text(String language, String key, Object... arguments) {
        Locale locale = Locale.forLanguageTag(language);
        return new MessageFormat(
                        ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK).getString(key), locale)
                .format(arguments);
    }
}
