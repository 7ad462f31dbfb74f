package org.relais.intake.open311.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.relais.platform.commit.CommitQueueFull;
import org.relais.platform.telemetry.LogKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** What nobody handled, in the words of the standard. */
@RestControllerAdvice(basePackageClasses = FailureAdvice.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class FailureAdvice {

    private static final Logger log = LoggerFactory.getLogger(FailureAdvice.class);
    private static final Duration OUTAGE = Duration.ofSeconds(5);

    private final Answers answers;
    private final FormSizes sizes;

    FailureAdvice(Answers answers, FormSizes sizes) {
        this.answers = answers;
        this.sizes = sizes;
    }

    /** Null where the caller has gone. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<byte[]> answer(Exception failure, HttpServletRequest request) {
        return switch (failure) {
            case AsyncRequestNotUsableException gone -> null;
            // What the container throws when a form is larger than it may be, or is none.
            case IllegalStateException unreadable when isOfTheContainer(unreadable) -> sizes.unreadable(request);
            case CommitQueueFull full -> later(failure, request);
            case DataAccessException down -> later(failure, request);
            case TransactionException down -> later(failure, request);
            case JwtException issuerDown -> later(failure, request);
            case UncheckedIOException brokenOff -> later(failure, request);
            case Exception bug -> {
                log.atError()
                        .addKeyValue(LogKeys.OUTCOME, "failed")
                        .addKeyValue(LogKeys.REASON, bug.getClass().getSimpleName())
                        .setCause(bug)
                        .log("Unexpected failure while answering an Open311 request");
                yield answers.problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal_error", request);
            }
        };
    }

    private static boolean isOfTheContainer(IllegalStateException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("org.apache.");
    }

    private ResponseEntity<byte[]> later(Exception cause, HttpServletRequest request) {
        log.atWarn()
                .addKeyValue(LogKeys.OUTCOME, "unavailable")
                .addKeyValue(LogKeys.REASON, cause.getClass().getSimpleName())
                .log("A part this request needs is down or full");
        return answers.later(HttpStatus.SERVICE_UNAVAILABLE, "service_unavailable", OUTAGE, request);
    }
}
