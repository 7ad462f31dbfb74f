package org.relais.intake.open311.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads an address as it is meant: clients put a slash of their own between the address that discovery tells and a
 * resource's, or behind it. Elsewhere such addresses are refused.
 */
final class TidyAddresses extends OncePerRequestFilter {

    private static final Pattern SLASHES = Pattern.compile("//+");
    private static final Pattern SLASH_BEHIND = Pattern.compile("(\\.(?:xml|json))/$");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String given = request.getRequestURI();
        String meant = tidied(given);
        chain.doFilter(meant.equals(given) ? request : new Tidied(request, meant), response);
    }

    private static String tidied(String path) {
        return SLASH_BEHIND.matcher(SLASHES.matcher(path).replaceAll("/")).replaceFirst("$1");
    }

    private static final class Tidied extends HttpServletRequestWrapper {

        private final String path;

        Tidied(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
        }

        @Override
        public String getRequestURI() {
            return path;
        }

        @Override
        public String getServletPath() {
            return tidied(super.getServletPath());
        }
    }
}
