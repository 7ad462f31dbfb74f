package org.relais.routing.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.relais.platform.http.DeclaredCharset;
import org.relais.platform.problem.AskedByBrowser;
import org.relais.platform.problem.ErrorPages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * What goes wrong on the desk's pages is said on a page: people came by a browser. So is it where the browser asked for an address at
 * which there is nothing, or that was refused unread, and where a page failed while it was written. The API beside them answers
 * problems.
 */
@Component
final class DeskProblems implements HandlerExceptionResolver, Ordered, ErrorPages {

    static final AskedByBrowser ASKED_BY_BROWSER = new AskedByBrowser("/api/");

    private static final Logger LOG = LoggerFactory.getLogger(DeskProblems.class);

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        String path = request.getRequestURI();
        if (!path.equals("/desk") && !path.startsWith("/desk/") || response.isCommitted()) {
            return null;
        }
        HttpStatusCode status = statusOf(failure);
        if (status.is5xxServerError()) {
            LOG.atError().setCause(failure).log("A page of the desk failed");
        }
        return saying(status, request);
    }

    @Override
    public Optional<ModelAndView> page(HttpStatusCode status, HttpServletRequest request) {
        return ASKED_BY_BROWSER.matches(request) ? Optional.of(saying(status, request)) : Optional.empty();
    }

    static ModelAndView saying(HttpStatusCode status, HttpServletRequest request) {
        ModelAndView page = new ModelAndView("desk/problem");
        page.setStatus(status);
        String charset = status.isSameCodeAs(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
                ? DeclaredCharset.unknown(request).orElse(null)
                : null;
        page.addObject("problem", charset == null ? word(status) : "charset_unknown");
        page.addObject("charset", charset);
        Frame.around(page, request);
        return page;
    }

    private static HttpStatusCode statusOf(Exception failure) {
        return switch (failure) {
            case MethodArgumentTypeMismatchException _ -> HttpStatus.NOT_FOUND;
            case InvalidParameterException unreadable -> HttpStatusCode.valueOf(unreadable.getErrorCode());
            case ErrorResponse response -> response.getStatusCode();
            default -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    private static String word(HttpStatusCode status) {
        return switch (status.value()) {
            case 403 -> "forbidden";
            case 404 -> "not_found";
            default -> status.is5xxServerError() ? "failed" : "not_understood";
        };
    }
}
