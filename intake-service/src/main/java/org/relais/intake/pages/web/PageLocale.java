package org.relais.intake.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.relais.intake.territory.Languages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.LocaleResolver;

/**
 * The language of a page: the one of the link just followed, the one chosen before, or the browser's. The interfaces for programs
 * go by {@code Accept-Language} alone.
 */
final class PageLocale implements LocaleResolver {

    static final String PARAMETER = "lang";

    private static final Duration REMEMBERED = Duration.ofDays(365);

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (!PagesConfiguration.ASKED_BY_BROWSER.isForPrograms(request)) {
            String chosen = own(parameter(PARAMETER, request));
            if (chosen == null) {
                chosen = own(PageCookies.value(request, PageCookies.LANGUAGE));
            }
            if (chosen != null) {
                return Locale.of(chosen);
            }
        }
        return Locale.of(Languages.choose(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE), Languages.OWN));
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        String chosen = locale == null ? null : own(locale.getLanguage());
        if (chosen != null && response != null) {
            PageCookies.set(request, response, PageCookies.LANGUAGE, chosen, "/", REMEMBERED);
        }
    }

    /** The language that the followed link asks for. */
    static @Nullable String asked(HttpServletRequest request) {
        return own(parameter(PARAMETER, request));
    }

    /** What can't be read of an address is left out; of a form nothing is. */
    static @Nullable String parameter(String name, HttpServletRequest request) {
        try {
            return request.getParameter(name);
        } catch (InvalidParameterException unreadable) {
            if (HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod())) {
                return null;
            }
            throw unreadable;
        }
    }

    private static @Nullable String own(@Nullable String language) {
        return language != null && Languages.OWN.contains(language) ? language : null;
    }
}
