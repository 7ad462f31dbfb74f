package org.relais.intake.pages.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.relais.platform.http.DeclaredCharset;
import org.relais.platform.problem.ProblemWriter;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what is in an encoding that nobody here can read, before its words are taken for others. Open311 says so in its own words. */
final class ForeignCharsets extends OncePerRequestFilter {

    private final ProblemWriter problems;

    ForeignCharsets(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/open311/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> charset = DeclaredCharset.unknown(request);
        if (charset.isEmpty()) {
            chain.doFilter(request, response);
        } else if (PagesConfiguration.ASKED_BY_BROWSER.matches(request)) {
            response.sendError(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value());
        } else {
            problems.write(
                    problems.problem(request, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "charset_unknown", charset.get()),
                    response);
        }
    }
}
