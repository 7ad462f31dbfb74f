package org.relais.platform.problem;

import java.io.IOException;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

/** What Tomcat refuses by itself, before any servlet: a request line or header that isn't HTTP. */
final class ProblemReportValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);

    private final Problems problems;

    ProblemReportValve(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            var problem = problems.problem(
                            languageOf(request), HttpStatusCode.valueOf(status), ProblemCodes.ofStatus(status))
                    .body();
            response.getOutputStream().write(ProblemWriter.json(problem));
            response.finishResponse();
        } catch (IOException e) {
            log.debug("The caller left before the refusal was written", e);
        }
    }

    private static Locale languageOf(Request request) {
        var wanted = request.getHeader("Accept-Language");
        return wanted != null && wanted.startsWith("en") ? Locale.ENGLISH : Locale.FRENCH;
    }
}
