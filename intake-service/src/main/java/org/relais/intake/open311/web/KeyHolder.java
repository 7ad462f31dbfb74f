package org.relais.intake.open311.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.relais.intake.limit.FilingLimits;
import org.relais.intake.open311.ApiKeys;
import org.relais.intake.open311.Form;
import org.relais.intake.validation.Violation;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/** Lets only those write who show a key. It stands in the form, which with files costs much to read. */
@Component
class KeyHolder {

    private final ApiKeys keys;
    private final FilingLimits limits;
    private final Answers answers;

    KeyHolder(ApiKeys keys, FilingLimits limits, Answers answers) {
        this.keys = keys;
        this.limits = limits;
        this.answers = answers;
    }

    ResponseEntity<byte[]> with(HttpServletRequest request, BiFunction<Form, String, ResponseEntity<byte[]>> action) {
        if (!Media.mayBeIn(request)) {
            return isNoForm(request)
                    ? answers.problem(HttpStatus.BAD_REQUEST, "form_expected", request)
                    : read(request, action);
        }
        Duration wait = limits.countFormWithoutProof(request.getRemoteAddr());
        return wait.isPositive()
                ? answers.later(HttpStatus.TOO_MANY_REQUESTS, "too_many_requests", wait.plusSeconds(1), request)
                : read(request, (form, holder) -> {
                    limits.proven(request.getRemoteAddr());
                    return action.apply(form, holder);
                });
    }

    /** Whether there is a body that can't be read as a form. Without one, all may stand in the address. */
    private static boolean isNoForm(HttpServletRequest request) {
        String type = request.getContentType();
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
            return false;
        }
        long length = request.getContentLengthLong();
        return length > 0 || length < 0 && type != null;
    }

    /** Who asks for what anyone may see, where a key that is known tells; any other, or none, is as good there. */
    Optional<String> asking(Form form) {
        String key = form.text(Form.API_KEY);
        try {
            return key == null ? Optional.empty() : keys.holder(key);
        } catch (JwtException issuerOutOfReach) {
            return Optional.empty();
        }
    }

    private ResponseEntity<byte[]> read(
            HttpServletRequest request, BiFunction<Form, String, ResponseEntity<byte[]>> action) {
        Form form = new Form(request.getParameterMap());
        String key = form.text(Form.API_KEY);
        if (key == null) {
            return refused("api_key_missing", request);
        }
        return keys.holder(key)
                .map(holder -> action.apply(form, holder))
                .orElseGet(() -> refused("api_key_unknown", request));
    }

    private ResponseEntity<byte[]> refused(String code, HttpServletRequest request) {
        return answers.error(new Violation("/" + Form.API_KEY, code, List.of()), request);
    }
}
