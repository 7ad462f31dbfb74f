package org.relais.intake.pages.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/** The pages' cookies: none for scripts, none for other sites' forms, secure wherever the page is. */
final class PageCookies {

    static final String LANGUAGE = "relais-citizen-language";
    static final String TERRITORY = "relais-citizen-territory";
    static final String DRAFT = "relais-citizen-draft";
    static final String KEY = "relais-citizen-key";
    static final String FORM = "relais-citizen-form";

    private PageCookies() {}

    static @Nullable String value(HttpServletRequest request, String name) {
        Cookie cookie = WebUtils.getCookie(request, name);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    static void set(
            HttpServletRequest request,
            HttpServletResponse response,
            String name,
            String value,
            String path,
            Duration life) {
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .path(path)
                .maxAge(life)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    static void remove(HttpServletRequest request, HttpServletResponse response, String name, String path) {
        set(request, response, name, "", path, Duration.ZERO);
    }
}
