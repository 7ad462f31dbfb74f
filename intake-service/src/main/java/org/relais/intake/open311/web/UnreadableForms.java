package org.relais.intake.open311.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.relais.platform.http.DeclaredCharset;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Refuses a form that is too large, or in an encoding that nobody knows, as the standard says it: before the limit of all addresses
 * does it in other words, and before anything is read with it.
 */
final class UnreadableForms extends OncePerRequestFilter {

    private final FormSizes sizes;
    private final Answers answers;
    private final LocaleResolver locales;

    UnreadableForms(FormSizes sizes, Answers answers, LocaleResolver locales) {
        this.sizes = sizes;
        this.answers = answers;
        this.locales = locales;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> charset = DeclaredCharset.unknown(request);
        if (charset.isEmpty() && !sizes.isTooLarge(request)) {
            chain.doFilter(request, response);
            return;
        }
        LocaleContext before = LocaleContextHolder.getLocaleContext();
        LocaleContextHolder.setLocale(locales.resolveLocale(request));
        try {
            write(
                    charset.map(name -> answers.problem(HttpStatus.BAD_REQUEST, "charset_unknown", request, name))
                            .orElseGet(() -> sizes.unreadable(request)),
                    response);
        } finally {
            LocaleContextHolder.setLocaleContext(before);
        }
    }

    static void write(ResponseEntity<byte[]> answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        byte[] body = answer.getBody();
        if (body != null) {
            response.getOutputStream().write(body);
        }
    }
}
