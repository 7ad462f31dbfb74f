package org.relais.intake.open311.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.platform.problem.ErrorPages;
import org.relais.platform.problem.ProtocolErrors;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** What was refused before any controller saw it, or failed while it was written, in the words of the standard too. */
@Component
class RefusedCalls implements ErrorPages, ProtocolErrors {

    private final Answers answers;

    RefusedCalls(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Optional<ModelAndView> page(HttpStatusCode status, HttpServletRequest request) {
        return isOurs(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                ? Optional.of(new ModelAndView(written(said(status, request))))
                : Optional.empty();
    }

    @Override
    public Optional<ResponseEntity<byte[]>> answer(HttpStatusCode status, HttpServletRequest request) {
        return isOurs(request.getRequestURI()) ? Optional.of(said(status, request)) : Optional.empty();
    }

    private static boolean isOurs(@Nullable Object path) {
        return path instanceof String text && text.startsWith("/open311/");
    }

    private ResponseEntity<byte[]> said(HttpStatusCode status, HttpServletRequest request) {
        return status.isSameCodeAs(HttpStatus.BAD_REQUEST)
                ? answers.problem(HttpStatus.BAD_REQUEST, "address_unreadable", request)
                : answers.refused(status, request);
    }

    private static View written(ResponseEntity<byte[]> answer) {
        return (model, request, response) -> UnreadableForms.write(answer, response);
    }
}
