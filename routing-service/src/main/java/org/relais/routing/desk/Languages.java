package org.relais.routing.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The languages there are texts in, French before all. */
final class Languages {

    static final List<Locale> ALL = List.of(Locale.FRENCH, Locale.ENGLISH);

    private Languages() {}

    /** The first of the browser's languages that we speak. */
    static Locale askedFor(HttpServletRequest request) {
        return Collections.list(request.getLocales()).stream()
                .map(wanted -> Locale.of(wanted.getLanguage()))
                .filter(ALL::contains)
                .findFirst()
                .orElse(Locale.FRENCH);
    }
}
