package org.relais.platform.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the container sends errors that no controller advice saw; stands in for Boot's, which answers JSON of its own. */
@RestController
final class ProblemErrorController implements ErrorController {

    private final ProblemAdvice advice;

    ProblemErrorController(ProblemAdvice advice) {
        this.advice = advice;
    }

    @RequestMapping("${spring.web.error.path:/error}")
    @Nullable
    ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
        // The container's own, however the body was read: whoever sent it stopped.
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof SocketTimeoutException) {
            return advice.ofStatus(HttpStatus.REQUEST_TIMEOUT).response();
        }
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception failure) {
            return advice.problemOf(behind(failure));
        }
        return advice.ofStatus(statusOf(request)).response();
    }

    private static Exception behind(Exception failure) {
        return failure instanceof ServletException wrapper && wrapper.getRootCause() instanceof Exception cause
                ? cause
                : failure;
    }

    /** Somebody who asks for the error page itself finds no page. */
    private static HttpStatusCode statusOf(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? HttpStatusCode.valueOf(status)
                : HttpStatus.NOT_FOUND;
    }
}
