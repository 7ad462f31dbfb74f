package org.relais.intake.body;

import java.time.Duration;
import org.relais.platform.commit.CommitQueueFull;
import org.relais.platform.problem.Problems;
import org.relais.platform.registry.RegistryUnavailable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Nothing was stored, and the same call may succeed in a moment. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class TryAgainLater {

    private static final Duration UNTIL_REGISTRY = Duration.ofSeconds(5);

    private final Problems problems;

    TryAgainLater(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMuchWaits(CommitQueueFull full) {
        return unavailable(full.retryAfter());
    }

    /** Only where a schema's id was never learnt: a registry that goes down later isn't missed. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> schemasUnknown(RegistryUnavailable unavailable) {
        return unavailable(UNTIL_REGISTRY);
    }

    private ResponseEntity<ProblemDetail> unavailable(Duration retryAfter) {
        return problems.problem(HttpStatus.SERVICE_UNAVAILABLE, "service_unavailable")
                .retryAfter(retryAfter)
                .response();
    }
}
