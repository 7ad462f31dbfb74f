package org.relais.intake.pages.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.relais.intake.validation.Characters;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leaves out of what a form says the characters that nobody types and no text can be kept with: they come with what is pasted. The
 * interfaces for programs refuse them.
 */
final class ControlCharacters extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Typed(request), response);
    }

    private static final class Typed extends HttpServletRequestWrapper {

        Typed(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getParameter(String name) {
            String value = super.getParameter(name);
            return value == null ? null : Characters.typed(value);
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            String[] values = super.getParameterValues(name);
            return values == null ? null : typed(values);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            Map<String, String[]> typed = new LinkedHashMap<>();
            super.getParameterMap().forEach((name, values) -> typed.put(name, typed(values)));
            return Collections.unmodifiableMap(typed);
        }

        private static String[] typed(String[] values) {
            return Arrays.stream(values).map(Characters::typed).toArray(String[]::new);
        }
    }
}
