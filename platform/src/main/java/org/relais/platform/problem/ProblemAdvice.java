package org.relais.platform.problem;

import jakarta.validation.ConstraintViolationException;
import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.relais.platform.commit.CommitQueueFull;
import org.relais.platform.retry.Unavailability;
import org.relais.platform.telemetry.LogKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

/** What nobody handled, as a problem: the framework's refusals, a part that is down, and bugs (without a word of their inside). */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final Duration OUTAGE = Duration.ofSeconds(5);

    private final Problems problems;
    private final RequestErrors errors;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
        this.errors = new RequestErrors(problems);
    }

    /** Null where the caller has gone: nobody is left to answer. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> problemOf(Exception failure) {
        return switch (failure) {
            case AsyncRequestNotUsableException _, ClientAbortException _ -> null;
            case BindException invalid -> invalid(errors.of(invalid));
            case HandlerMethodValidationException invalid
            when !invalid.isForReturnValue() -> invalid(errors.of(invalid));
            case ConstraintViolationException invalid -> invalid(errors.of(invalid.getConstraintViolations()));
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case MissingServletRequestParameterException missing ->
                invalid(List.of(problems.fieldError("?" + missing.getParameterName(), "required")));
            case MissingRequestHeaderException missing ->
                invalid(List.of(problems.fieldError("header:" + missing.getHeaderName(), "required")));
            case MissingPathVariableException missing -> unexpected(missing);
            case MethodArgumentTypeMismatchException mismatch ->
                invalid(List.of(
                        problems.fieldError(RequestErrors.pointer(mismatch.getParameter()), "wrong_type_value")));
            case InvalidParameterException unreadable ->
                ofStatus(HttpStatusCode.valueOf(unreadable.getErrorCode())).response();
            case EOFException brokenOff -> brokenOff(brokenOff);
            case AccessDeniedException _ -> ofStatus(HttpStatus.FORBIDDEN).response();
            case AuthenticationException _ ->
                ofStatus(HttpStatus.UNAUTHORIZED)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .response();
            case ErrorResponse refused
            when !refused.getStatusCode().is5xxServerError() ->
                ofStatus(refused.getStatusCode()).headers(refused.getHeaders()).response();
            case Exception other when Unavailability.isBehind(other) -> unavailable(other);
            case ErrorResponse refused
            when refused.getStatusCode().isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE) -> unavailable(failure);
            case Exception bug -> unexpected(bug);
        };
    }

    Problems.Builder ofStatus(HttpStatusCode status) {
        return problems.problem(status);
    }

    ResponseEntity<ProblemDetail> unavailable(Exception cause) {
        log.atWarn()
                .addKeyValue(LogKeys.OUTCOME, "unavailable")
                .addKeyValue(LogKeys.REASON, cause.getClass().getSimpleName())
                .log("A part this request needs is down or full");
        return ofStatus(HttpStatus.SERVICE_UNAVAILABLE)
                .retryAfter(retryAfter(cause))
                .response();
    }

    /** As the part itself says, or when an outage may be over. */
    private static Duration retryAfter(Exception cause) {
        return Unavailability.behind(cause).orElse(cause) instanceof CommitQueueFull full ? full.retryAfter() : OUTAGE;
    }

    private ResponseEntity<ProblemDetail> invalid(List<FieldError> found) {
        return ofStatus(HttpStatus.BAD_REQUEST).errors(found).response();
    }

    private ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException unreadable) {
        if (causeOf(unreadable, BodyTooLarge.class) != null) {
            return ofStatus(HttpStatus.CONTENT_TOO_LARGE).response();
        }
        if (causeOf(unreadable, SocketTimeoutException.class) != null) {
            return ofStatus(HttpStatus.REQUEST_TIMEOUT).response();
        }
        var jackson = causeOf(unreadable, JacksonException.class);
        if (jackson != null) {
            var error = errors.of(jackson);
            return error.code().startsWith("not_json")
                    ? problems.problem(HttpStatus.BAD_REQUEST, ProblemCodes.MALFORMED_JSON)
                            .error(error)
                            .response()
                    : invalid(List.of(error));
        }
        return invalid(List.of(problems.fieldError("", "body_missing")));
    }

    /** A body that ended before its time: whoever sent it may have gone, or hear that. */
    private ResponseEntity<ProblemDetail> brokenOff(EOFException end) {
        log.atInfo()
                .addKeyValue(LogKeys.OUTCOME, "broken_off")
                .addKeyValue(LogKeys.REASON, end.getClass().getSimpleName())
                .log("A body ended before its time");
        return ofStatus(HttpStatus.BAD_REQUEST).response();
    }

    private static <T extends Throwable> @Nullable T causeOf(Throwable failure, Class<T> type) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private ResponseEntity<ProblemDetail> unexpected(Exception bug) {
        log.atError()
                .addKeyValue(LogKeys.OUTCOME, "failed")
                .addKeyValue(LogKeys.REASON, bug.getClass().getSimpleName())
                .setCause(bug)
                .log("Unexpected failure while answering a request");
        return ofStatus(HttpStatus.INTERNAL_SERVER_ERROR).response();
    }
}
