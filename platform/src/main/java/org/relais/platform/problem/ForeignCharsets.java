package org.relais.platform.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.relais.platform.http.DeclaredCharset;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses with 415 what is in an encoding that nobody here can read, before its words are taken for others. A browser gets the service's
 * {@link ErrorPages page}, whoever else a problem; both name the encoding.
 */
public final class ForeignCharsets extends OncePerRequestFilter {

    private static final int BEFORE_ANY_FORM_IS_READ = -106;

    private final ProblemWriter problems;
    private final AskedByBrowser askedByBrowser;
    private final List<String> elsewhere;

    private ForeignCharsets(ProblemWriter problems, AskedByBrowser askedByBrowser, List<String> elsewhere) {
        this.problems = problems;
        this.askedByBrowser = askedByBrowser;
        this.elsewhere = elsewhere;
    }

    /** @param elsewhere how the addresses begin that refuse such a body in their own words */
    public static FilterRegistrationBean<ForeignCharsets> refused(
            ProblemWriter problems, AskedByBrowser askedByBrowser, String... elsewhere) {
        FilterRegistrationBean<ForeignCharsets> registration =
                new FilterRegistrationBean<>(new ForeignCharsets(problems, askedByBrowser, List.of(elsewhere)));
        registration.setOrder(BEFORE_ANY_FORM_IS_READ);
        return registration;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return elsewhere.stream().anyMatch(request.getRequestURI()::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> charset = DeclaredCharset.unknown(request);
        if (charset.isEmpty()) {
            chain.doFilter(request, response);
        } else if (askedByBrowser.matches(request)) {
            response.sendError(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value());
        } else {
            problems.write(
                    problems.problem(request, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "charset_unknown", charset.get()),
                    response);
        }
    }
}
