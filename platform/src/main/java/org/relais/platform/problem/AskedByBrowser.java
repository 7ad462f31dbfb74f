package org.relais.platform.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Whether a person's browser asks for a page: it names HTML, and the address is none of the interfaces for programs. */
public final class AskedByBrowser implements RequestMatcher {

    private final List<String> interfaces;

    /** @param interfaces how the addresses of the interfaces for programs begin, such as {@code /api/} */
    public AskedByBrowser(String... interfaces) {
        this.interfaces = List.of(interfaces);
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        return !isForPrograms(request) && namesHtml(request.getHeader(HttpHeaders.ACCEPT));
    }

    public boolean isForPrograms(HttpServletRequest request) {
        String path = askedFor(request);
        return interfaces.stream().anyMatch(path::startsWith);
    }

    /** Where something went wrong, the container asks for the place that says so. */
    private static String askedFor(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
                ? failed
                : request.getRequestURI();
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
