package org.relais.intake.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Whether a person's browser asks for a page: it names HTML, and the address is none of the interfaces for programs. */
final class AskedByBrowser implements RequestMatcher {

    @Override
    public boolean matches(HttpServletRequest request) {
        return !isForPrograms(request) && namesHtml(request.getHeader(HttpHeaders.ACCEPT));
    }

    static boolean isForPrograms(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/api/") || path.startsWith("/open311/");
    }

    /** Whoever takes anything is a program more often than not. */
    private static boolean namesHtml(@Nullable String accepted) {
        try {
            return MediaType.parseMediaTypes(accepted).stream()
                    .anyMatch(type -> type.isConcrete() && type.isCompatibleWith(MediaType.TEXT_HTML));
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }
}
