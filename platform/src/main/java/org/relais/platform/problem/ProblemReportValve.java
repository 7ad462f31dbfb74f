package org.relais.platform.problem;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What Tomcat refuses by itself, before any servlet: a request line or header that isn't HTTP. */
final class ProblemReportValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);

    private final Problems problems;
    private final ObjectProvider<ProtocolErrors> protocols;

    ProblemReportValve(Problems problems, ObjectProvider<ProtocolErrors> protocols) {
        this.problems = problems;
        this.protocols = protocols;
    }

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        LocaleContext before = LocaleContextHolder.getLocaleContext();
        LocaleContextHolder.setLocale(languageOf(request));
        try {
            write(answer(HttpStatusCode.valueOf(status), request), response);
        } catch (IOException e) {
            log.debug("The caller left before the refusal was written", e);
        } finally {
            LocaleContextHolder.setLocaleContext(before);
        }
    }

    private ResponseEntity<byte[]> answer(HttpStatusCode status, Request request) {
        return protocols
                .orderedStream()
                .flatMap(protocol -> protocol.answer(status, request).stream())
                .findFirst()
                .orElseGet(() -> problem(status));
    }

    private ResponseEntity<byte[]> problem(HttpStatusCode status) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemWriter.json(problems.problem(status).body()));
    }

    private static void write(ResponseEntity<byte[]> answer, Response response) throws IOException {
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.getOutputStream().write(requireNonNull(answer.getBody()));
        response.finishResponse();
    }

    private static Locale languageOf(Request request) {
        var wanted = request.getHeader("Accept-Language");
        return wanted != null && wanted.startsWith("en") ? Locale.ENGLISH : Locale.FRENCH;
    }
}
