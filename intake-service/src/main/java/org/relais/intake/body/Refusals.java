package org.relais.intake.body;

import java.time.Duration;
import java.util.List;
import org.relais.intake.validation.Violation;
import org.relais.platform.problem.FieldError;
import org.relais.platform.problem.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The answers to a body that can't be taken. */
@Component
public class Refusals {

    private final Problems problems;

    Refusals(Problems problems) {
        this.problems = problems;
    }

    public ResponseEntity<ProblemDetail> tooLarge() {
        return problems.problem(HttpStatus.CONTENT_TOO_LARGE, "content_too_large")
                .response();
    }

    public ResponseEntity<ProblemDetail> unreadable() {
        return problems.problem(HttpStatus.BAD_REQUEST, "malformed_json")
                .error("", "not_json")
                .response();
    }

    public ResponseEntity<ProblemDetail> invalid(List<Violation> violations) {
        return problems.problem(HttpStatus.BAD_REQUEST, "invalid_request")
                .errors(violations.stream().map(this::worded).toList())
                .response();
    }

    public ResponseEntity<ProblemDetail> tooMany(Duration wait) {
        return problems.problem(HttpStatus.TOO_MANY_REQUESTS, "too_many_requests")
                .retryAfter(wait.plusSeconds(1))
                .response();
    }

    private FieldError worded(Violation violation) {
        return problems.fieldError(
                violation.pointer(), violation.code(), violation.arguments().toArray());
    }
}
