package org.relais.intake.pages.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.relais.intake.limit.FilingLimits;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leads whoever sent a form with too much in it, or too many such forms, back to its page, which says so. Stands before the guard
 * against foreign forms, which reads a form whole, and would find no token in one that can't be read.
 */
final class LargeForms extends OncePerRequestFilter {

    static final String TOO_LARGE = "trop-lourd";
    static final String TOO_MANY = "trop-souvent";

    private static final Pattern OF_A_REQUEST = Pattern.compile("(/suivi/[^/]+)/[a-z]+");

    private final FilingLimits limits;

    LargeForms(FilingLimits limits) {
        this.limits = limits;
    }

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
        if (limits.waitOfPhotoForm(request.getRemoteAddr()).isPositive()) {
            response.sendRedirect(back(request, TOO_MANY));
        } else if (isReadable(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendRedirect(back(request, TOO_LARGE));
        }
    }

    private static String back(HttpServletRequest request, String why) {
        Matcher followed = OF_A_REQUEST.matcher(request.getRequestURI());
        return followed.matches() ? followed.group(1) + "?fait=" + why : request.getRequestURI() + "?problems=" + why;
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
