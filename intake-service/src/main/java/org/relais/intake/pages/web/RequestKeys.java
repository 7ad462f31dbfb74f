package org.relais.intake.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.TrackingCode;

/** A person's key to their own request: an edit token in a cookie that is sent to this request's pages only. */
final class RequestKeys {

    private static final Duration LIFE = Duration.ofDays(180);

    private RequestKeys() {}

    static @Nullable String of(HttpServletRequest request) {
        return PageCookies.value(request, PageCookies.KEY);
    }

    static void keep(TrackingCode code, String key, HttpServletRequest request, HttpServletResponse response) {
        PageCookies.set(request, response, PageCookies.KEY, key, path(code), LIFE);
    }

    static void forget(TrackingCode code, HttpServletRequest request, HttpServletResponse response) {
        PageCookies.remove(request, response, PageCookies.KEY, path(code));
    }

    private static String path(TrackingCode code) {
        return "/suivi/" + code;
    }
}
