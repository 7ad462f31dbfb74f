package org.relais.notification.delivery.web;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.relais.notification.delivery.AnswerMail;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.relais.platform.security.Roles;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Writes to somebody of whose mail no request came, when intake says so. How often that may be is intake's affair. */
@RestController
class MailAnswersController {

    private static final String TOO_MANY = "too_many";
    private static final Duration LATER = Duration.ofSeconds(30);

    private final AnswerMail answerMail;
    private final Problems problems;
    private final Clock clock;

    MailAnswersController(AnswerMail answerMail, Problems problems, Clock clock) {
        this.answerMail = answerMail;
        this.problems = problems;
        this.clock = clock;
    }

    @PostMapping(path = "/api/v1/mail-answers", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> answer(@RequestBody Answer answer, Caller caller) {
        if (!caller.has(Roles.SERVICE)) {
            return problems.problem(HttpStatus.FORBIDDEN, "forbidden").response();
        }
        String jurisdictionId = answer.jurisdictionId();
        String address = answer.address();
        if (!TOO_MANY.equals(answer.kind())) {
            return invalid("/kind", "unacceptable_value");
        }
        if (jurisdictionId == null || jurisdictionId.isBlank()) {
            return invalid("/jurisdictionId", "required");
        }
        if (address == null || address.isBlank()) {
            return invalid("/address", "required");
        }
        String language = answer.language() == null ? "" : answer.language();
        return switch (answerMail.tooMany(jurisdictionId, address, language, answer.inThread(), clock.instant())) {
            case DONE -> ResponseEntity.noContent().build();
            case NOT_SENT ->
                problems.problem(HttpStatus.SERVICE_UNAVAILABLE, "service_unavailable")
                        .retryAfter(LATER)
                        .response();
        };
    }

    private ResponseEntity<?> invalid(String pointer, String code) {
        return problems.problem(HttpStatus.BAD_REQUEST, "invalid_request")
                .error(pointer, code)
                .response();
    }

    /**
     * An answer to be sent.
     *
     * @param kind {@code too_many}: they wrote too often
     * @param inThread Message-ID of their mail
     */
    private record Answer(
            @Nullable String kind,
            @Nullable String jurisdictionId,
            @Nullable String address,
            @Nullable String language,
            @Nullable String inThread) {

        @Override
        public String toString() {
            return "Answer[" + kind + "]";
        }
    }
}
