package org.relais.intake.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.relais.intake.pages.FormErrors;
import org.relais.intake.pages.Page;
import org.relais.platform.commit.CommitQueueFull;
import org.relais.platform.http.DeclaredCharset;
import org.relais.platform.retry.Unavailability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.ModelAndView;

/** The frame of every page, and a page for whatever fails: no JSON for people. */
@ControllerAdvice(annotations = Page.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageAdvice {

    private static final Logger log = LoggerFactory.getLogger(PageAdvice.class);
    private static final String SECONDS_UNTIL_TERRITORY = "5";
    private static final Duration OUTAGE = Duration.ofSeconds(5);

    private final PageFrames frames;

    PageAdvice(PageFrames frames) {
        this.frames = frames;
    }

    @ModelAttribute
    void frame(HttpServletRequest request, Model model) {
        model.addAttribute("frame", frames.of(request));
        model.addAttribute("dates", frames.dates(request));
        model.addAttribute("errors", FormErrors.NONE);
    }

    @ExceptionHandler
    @Nullable
    ModelAndView choose(NoTerritoryForPage missing, HttpServletRequest request, HttpServletResponse response) {
        if (missing.choices().isEmpty()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS_UNTIL_TERRITORY);
            return page("starting", HttpStatus.SERVICE_UNAVAILABLE, request);
        }
        return page("territories", HttpStatus.OK, request).addObject("territories", missing.choices());
    }

    /** Null where the person has gone: nobody is left to answer. */
    @ExceptionHandler
    @Nullable
    ModelAndView failed(Exception failure, HttpServletRequest request, HttpServletResponse response) {
        return switch (failure) {
            case AsyncRequestNotUsableException gone -> null;
            case ErrorResponse refused
            when refused.getStatusCode().is4xxClientError() -> error(refused.getStatusCode(), request);
            case TypeMismatchException unreadable -> error(HttpStatus.BAD_REQUEST, request);
            case InvalidParameterException unreadable ->
                error(HttpStatusCode.valueOf(unreadable.getErrorCode()), request);
            case ErrorResponse down
            when down.getStatusCode().isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE) ->
                unavailable(failure, request, response);
            case Exception down when Unavailability.isBehind(down) -> unavailable(down, request, response);
            // Photos that couldn't be kept or read.
            case UncheckedIOException down -> unavailable(down, request, response);
            case Exception bug -> {
                log.atError()
                        .addKeyValue("outcome", "failed")
                        .addKeyValue("reason", bug.getClass().getSimpleName())
                        .setCause(bug)
                        .log("Unexpected failure while answering with a page");
                yield error(HttpStatus.INTERNAL_SERVER_ERROR, request);
            }
        };
    }

    private ModelAndView unavailable(Exception cause, HttpServletRequest request, HttpServletResponse response) {
        log.atWarn()
                .addKeyValue("outcome", "unavailable")
                .addKeyValue("reason", cause.getClass().getSimpleName())
                .log("A part this page needs is down or full");
        response.setHeader(
                HttpHeaders.RETRY_AFTER,
                Long.toString(Math.max(1, retryAfter(cause).toSeconds())));
        return error(HttpStatus.SERVICE_UNAVAILABLE, request);
    }

    /** As the part itself says, or when an outage may be over. */
    private static Duration retryAfter(Exception cause) {
        return Unavailability.behind(cause).orElse(cause) instanceof CommitQueueFull full ? full.retryAfter() : OUTAGE;
    }

    ModelAndView error(HttpStatusCode status, HttpServletRequest request) {
        String charset = status.isSameCodeAs(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
                ? DeclaredCharset.unknown(request).orElse(null)
                : null;
        return page("error", status, request)
                .addObject("kind", charset == null ? kind(status.value()) : "charset_unknown")
                .addObject("charset", charset);
    }

    private ModelAndView page(String view, HttpStatusCode status, HttpServletRequest request) {
        ModelAndView page = new ModelAndView(view);
        page.setStatus(status);
        page.addObject("frame", frames.of(request));
        page.addObject("errors", FormErrors.NONE);
        return page;
    }

    private static String kind(int status) {
        return switch (status) {
            case 403 -> "form_expired";
            case 404 -> "not_found";
            case 413 -> "too_large";
            case 429 -> "too_many";
            case 503 -> "unavailable";
            default -> status >= 500 ? "failed" : "not_understood";
        };
    }
}
