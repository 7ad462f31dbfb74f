package org.relais.intake.pages.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leads whoever sent a form with too much in it back to its page, which says so. Stands before the guard against foreign forms, which
 * would find no token in a form that can't be read.
 */
final class LargeForms extends OncePerRequestFilter {

    static final String TOO_LARGE = "trop-lourd";

    private static final Pattern OF_A_REQUEST = Pattern.compile("(/suivi/[^/]+)/[a-z]+");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return !request.getMethod().equals("POST")
                || type == null
                || !type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isReadable(request)) {
            chain.doFilter(request, response);
        } else {
            Matcher followed = OF_A_REQUEST.matcher(request.getRequestURI());
            response.sendRedirect(
                    followed.matches()
                            ? followed.group(1) + "?fait=" + TOO_LARGE
                            : request.getRequestURI() + "?problems=" + TOO_LARGE);
        }
    }

    private static boolean isReadable(HttpServletRequest request) {
        try {
            request.getParameterMap();
            return true;
        } catch (IllegalStateException tooLarge) {
            return false;
        }
    }
}
