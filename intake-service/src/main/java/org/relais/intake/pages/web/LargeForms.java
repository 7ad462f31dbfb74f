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
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leaves the photos out of a form with too much in it, and out of those of somebody who sends too many: its page shows the words that
 * stood beside them again, and says why. Where no words can be told, it leads back to that page. Stands before the guard against foreign
 * forms, which reads a form whole, and would find no token in one that can't be read.
 */
final class LargeForms extends OncePerRequestFilter {

    static final String TOO_LARGE = "trop-lourd";
    static final String TOO_MANY = "trop-souvent";

    private static final Pattern OF_A_REQUEST = Pattern.compile("(/suivi/[^/]+)/[a-z]+");

    private final FilingLimits limits;
    private final DataSize most;

    /** @param most how large a form with files may be */
    LargeForms(FilingLimits limits, DataSize most) {
        this.limits = limits;
        this.most = most;
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
        if (limits.countPhotoForm(request.getRemoteAddr()).isPositive()) {
            goOnWithoutPhotos("wrong.photo.forms_later", TOO_MANY, request, response, chain);
        } else if (request.getContentLengthLong() > most.toBytes()) {
            goOnWithoutPhotos("wrong.photo.form_too_large", TOO_LARGE, request, response, chain);
        } else if (isReadable(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendRedirect(back(request, TOO_LARGE));
        }
    }

    private static void goOnWithoutPhotos(
            String why, String whyBack, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest words = WordsAlone.of(request, why).orElse(null);
        if (words == null) {
            response.sendRedirect(back(request, whyBack));
        } else {
            chain.doFilter(words, response);
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
