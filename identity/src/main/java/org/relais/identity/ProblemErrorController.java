package org.relais.identity;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Errors of the container as RFC 9457's; a person whose form is too old is shown a new one. */
@RestController
final class ProblemErrorController implements ErrorController {

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<?> error(HttpServletRequest request) {
        int status = statusOf(request);
        return status == HttpStatus.FORBIDDEN.value() && isRead(request)
                ? ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/login"))
                        .build()
                : ResponseEntity.of(ProblemDetail.forStatus(status)).build();
    }

    private static boolean isRead(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }

    /** Somebody who asks for the error page itself finds no page. */
    private static int statusOf(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? status
                : HttpStatus.NOT_FOUND.value();
    }
}
