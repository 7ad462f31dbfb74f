package org.relais.intake.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.platform.problem.ErrorPages;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * A page for the person whose request reached no controller: nothing answers at its address, or nothing in this way, or the address
 * was refused unread; and for the one whose page failed while it was written. Controllers' own failures are their advice's.
 */
@Component
class UnhandledRequests implements HandlerExceptionResolver, Ordered, ErrorPages {

    private final PageAdvice pages;

    UnhandledRequests(PageAdvice pages) {
        this.pages = pages;
    }

    /** Before the advices, of which that for every request answers with problems. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (handler instanceof HandlerMethod || !PagesConfiguration.ASKED_BY_BROWSER.matches(request)) {
            return null;
        }
        if (failure instanceof ErrorResponse refused) {
            refused.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        }
        return pages.failed(failure, request, response);
    }

    @Override
    public Optional<ModelAndView> page(HttpStatusCode status, HttpServletRequest request) {
        return PagesConfiguration.ASKED_BY_BROWSER.matches(request)
                ? Optional.of(pages.error(status, request))
                : Optional.empty();
    }
}
