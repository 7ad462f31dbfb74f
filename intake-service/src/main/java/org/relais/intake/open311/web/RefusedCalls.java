package org.relais.intake.open311.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.relais.platform.problem.ErrorPages;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** What was refused before any controller saw it, or failed while it was written, in the words of the standard too. */
@Component
class RefusedCalls implements ErrorPages {

    private final Answers answers;

    RefusedCalls(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Optional<ModelAndView> page(HttpStatusCode status, HttpServletRequest request) {
        boolean ours = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
                && path.startsWith("/open311/");
        return ours ? Optional.of(new ModelAndView(written(answer(status, request)))) : Optional.empty();
    }

    private ResponseEntity<byte[]> answer(HttpStatusCode status, HttpServletRequest request) {
        return status.isSameCodeAs(HttpStatus.BAD_REQUEST)
                ? answers.problem(HttpStatus.BAD_REQUEST, "address_unreadable", request)
                : answers.refused(status, request);
    }

    private static View written(ResponseEntity<byte[]> answer) {
        return (model, request, response) -> UnreadableForms.write(answer, response);
    }
}
