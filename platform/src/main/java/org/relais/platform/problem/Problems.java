package org.relais.platform.problem;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Makes problem+json answers without throwing. A bean of every service; see the package for how to use it. */
public final class Problems {

    private final ProblemMessages messages;

    public Problems(MessageSource messages) {
        this.messages = new ProblemMessages(messages);
    }

    /** Problems with the texts found on the class path, for use outside a Spring context. */
    public static Problems fromClassPath() {
        return new Problems(ProblemMessages.fromClassPath());
    }

    /**
     * Starts a problem in the language of the current request.
     *
     * @param code snake_case; its texts are {@code problem.<code>.title} and {@code problem.<code>.detail}
     * @param args for the detail text
     */
    public Builder problem(HttpStatusCode status, String code, Object... args) {
        return problem(LocaleContextHolder.getLocale(), status, code, args);
    }

    /** Starts a problem that nothing but its status is known of, in the framework's words for that. */
    public Builder problem(HttpStatusCode status) {
        return problem(status, ProblemCodes.ofStatus(status.value()));
    }

    /** As {@link #problem(HttpStatusCode, String, Object...)}, in a given language. */
    public Builder problem(Locale locale, HttpStatusCode status, String code, Object... args) {
        return new Builder(messages, locale, status, code, args);
    }

    /** A field error in the language of the current request, with the text {@code field.<code>}. */
    public FieldError fieldError(String pointer, String code, Object... args) {
        return new FieldError(pointer, code, messages.field(code, null, LocaleContextHolder.getLocale(), args));
    }

    /**
     * All that is wrong with a body, at once: each member that isn't known, in the body's order, then what the caller found. The first
     * makes it 400, the second alone 422.
     */
    public ResponseEntity<ProblemDetail> invalid(TolerantBody body, List<FieldError> wrong) {
        return problem(
                        body.holdsUnknown() ? HttpStatus.BAD_REQUEST : HttpStatus.UNPROCESSABLE_CONTENT,
                        "invalid_request")
                .errors(unknownFields(body))
                .errors(wrong)
                .response();
    }

    private List<FieldError> unknownFields(TolerantBody body) {
        Map<String, Object> others = body.others();
        return others == null
                ? List.of()
                : others.keySet().stream()
                        .map(name -> fieldError(Pointers.ofMember(name), "unknown_field", name))
                        .toList();
    }

    FieldError fieldErrorOr(String otherwise, String pointer, String code, @Nullable Object... args) {
        return new FieldError(pointer, code, messages.field(code, otherwise, LocaleContextHolder.getLocale(), args));
    }

    /** A problem in the making. */
    public static final class Builder {

        private final ProblemMessages messages;
        private final Locale locale;
        private final ProblemDetail problem;
        private final List<FieldError> errors = new ArrayList<>();
        private final HttpHeaders headers = new HttpHeaders();

        private Builder(ProblemMessages messages, Locale locale, HttpStatusCode status, String code, Object... args) {
            this.messages = messages;
            this.locale = locale;
            this.problem = ProblemDetail.forStatus(status);
            problem.setType(URI.create("/problems/" + code));
            problem.setTitle(messages.title(code, status.value(), locale));
            problem.setDetail(messages.detail(code, locale, args));
            problem.setProperty("code", code);
            headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            headers.setContentLanguage(locale);
        }

        /** Adds what is wrong with one field, with the text {@code field.<code>}. */
        public Builder error(String pointer, String code, Object... args) {
            return error(new FieldError(pointer, code, messages.field(code, null, locale, args)));
        }

        public Builder error(FieldError error) {
            errors.add(error);
            return this;
        }

        public Builder errors(List<FieldError> more) {
            errors.addAll(more);
            return this;
        }

        /** Adds a member of its own to the body, for example the version that the case has now. */
        public Builder with(String member, Object value) {
            problem.setProperty(member, value);
            return this;
        }

        public Builder header(String name, String value) {
            headers.set(name, value);
            return this;
        }

        Builder headers(HttpHeaders more) {
            more.forEach((name, values) -> {
                if (!HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name)) {
                    headers.put(name, values);
                }
            });
            return this;
        }

        /** Tells the caller when to try again; in whole seconds, at least one. */
        public Builder retryAfter(Duration wait) {
            return header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
        }

        public ProblemDetail body() {
            if (!errors.isEmpty()) {
                problem.setProperty("errors", List.copyOf(errors));
            }
            return problem;
        }

        HttpHeaders headers() {
            return headers;
        }

        public ResponseEntity<ProblemDetail> response() {
            return ResponseEntity.status(problem.getStatus()).headers(headers).body(body());
        }
    }
}
