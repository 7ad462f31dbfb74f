package org.relais.platform.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where the container sends errors that no controller advice saw: a page that failed while it was written, an address that was
 * refused before any controller. Stands in for Boot's, which answers JSON of its own.
 */
@RestController
final class ProblemErrorController implements ErrorController {

    private final ProblemAdvice advice;
    private final ObjectProvider<ErrorPages> pages;

    ProblemErrorController(ProblemAdvice advice, ObjectProvider<ErrorPages> pages) {
        this.advice = advice;
        this.pages = pages;
    }

    /** A page where a person asked for one, else the problem; null where the caller has gone. */
    @RequestMapping("${spring.web.error.path:/error}")
    @Nullable
    Object error(HttpServletRequest request, HttpServletResponse response) {
        ResponseEntity<ProblemDetail> problem = problemOf(request);
        if (problem == null) {
            return null;
        }
        ModelAndView page = pages.orderedStream()
                .flatMap(each -> each.page(problem.getStatusCode(), request).stream())
                .findFirst()
                .orElse(null);
        if (page == null) {
            return problem;
        }
        String wait = problem.getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        if (wait != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, wait);
        }
        return page;
    }

    private @Nullable ResponseEntity<ProblemDetail> problemOf(HttpServletRequest request) {
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
