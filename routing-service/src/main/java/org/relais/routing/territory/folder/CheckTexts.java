package org.relais.routing.territory.folder;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

/** The validator's sentences, French where a language has none of its own. */
final class CheckTexts {

    private static final String BUNDLE = "org.relais.routing.territory.folder.findings";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private CheckTexts() {}

    static String of(String key, Locale language, Object... arguments) {
        String pattern = ResourceBundle.getBundle(BUNDLE, language, NO_FALLBACK).getString(key);
        Object[] texts = Arrays.stream(arguments).map(String::valueOf).toArray();
        return new MessageFormat(pattern, language).format(texts);
    }
}
