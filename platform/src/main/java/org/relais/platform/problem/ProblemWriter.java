package org.relais.platform.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems where Spring MVC doesn't: in filters, that is before a controller was chosen. */
public final class ProblemWriter {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
            .build();

    private final Problems problems;
    private final LocaleResolver locales;

    ProblemWriter(Problems problems, LocaleResolver locales) {
        this.problems = problems;
        this.locales = locales;
    }

    /** Starts a problem in the language of a request that Spring MVC hasn't seen yet. */
    public Problems.Builder problem(HttpServletRequest request, HttpStatusCode status) {
        return problem(request, status, ProblemCodes.ofStatus(status.value()));
    }

    /** As {@link Problems#problem(HttpStatusCode, String, Object...)}, in the language of such a request. */
    public Problems.Builder problem(HttpServletRequest request, HttpStatusCode status, String code, Object... args) {
        return problems.problem(locales.resolveLocale(request), status, code, args);
    }

    public void write(HttpServletRequest request, HttpServletResponse response, HttpStatusCode status)
            throws IOException {
        write(problem(request, status), response);
    }

    public void write(Problems.Builder problem, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        var body = problem.body();
        response.setStatus(body.getStatus());
        problem.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.getOutputStream().write(json(body));
    }

    static byte[] json(ProblemDetail problem) {
        return JSON.writeValueAsBytes(problem);
    }
}
