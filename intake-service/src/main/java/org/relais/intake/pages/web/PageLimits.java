package org.relais.intake.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Place;
import org.relais.intake.limit.FilingLimits;
import org.relais.platform.security.Caller;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Asks whoever sends too much to wait, on a page; what they typed is kept. */
@Component
class PageLimits {

    private final FilingLimits limits;

    PageLimits(FilingLimits limits) {
        this.limits = limits;
    }

    /** Counts one filing; the draft stays. */
    void count(@Nullable Place place, HttpServletRequest request, HttpServletResponse response) {
        if (isTooMuch(place, request, response)) {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
        }
    }

    /** Counts one joining; where it is too much, the form is for the caller to show again. */
    boolean isTooMuch(HttpServletRequest request, HttpServletResponse response) {
        return isTooMuch(null, request, response);
    }

    /** Counts one request that is begun; where it is too much, the form is for the caller to show again. */
    boolean isTooManyDrafts(HttpServletRequest request, HttpServletResponse response) {
        return mustWait(limits.countDraft(request.getRemoteAddr()), response);
    }

    /** Counts one thing done with a request; where it is too much, the form is for the caller to show again. */
    boolean isTooManyActions(HttpServletRequest request, HttpServletResponse response) {
        return mustWait(limits.countAction(Caller.ANONYMOUS, request.getRemoteAddr()), response);
    }

    /** The same of what says nothing that the person would have to type again. */
    void countAction(HttpServletRequest request, HttpServletResponse response) {
        if (isTooManyActions(request, response)) {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
        }
    }

    private boolean isTooMuch(@Nullable Place place, HttpServletRequest request, HttpServletResponse response) {
        Duration wait = limits.countFiling(
                Caller.ANONYMOUS,
                request.getRemoteAddr(),
                place == null ? null : place.latitude(),
                place == null ? null : place.longitude());
        return mustWait(wait, response);
    }

    private static boolean mustWait(Duration wait, HttpServletResponse response) {
        if (!wait.isPositive()) {
            return false;
        }
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
        return true;
    }
}
