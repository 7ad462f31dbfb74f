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

    /** The error points at the body as a whole. */
    public ResponseEntity<ProblemDetail> unreadable(BodyReader.Result.Unreadable unreadable) {
        return switch (unreadable.why()) {
            case NOT_JSON -> unreadable();
            case MISSING -> invalid(List.of(new Violation("", "body_missing", List.of())));
            case NO_OBJECT -> invalid(List.of(new Violation("", "wrong_type_object", List.of())));
        };
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
