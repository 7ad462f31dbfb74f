package org.relais.intake.open311.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.BiFunction;
import org.relais.intake.open311.ApiKeys;
import org.relais.intake.open311.Form;
import org.relais.intake.validation.Violation;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Lets only those write who show a key. */
@Component
class KeyHolder {

    private final ApiKeys keys;
    private final Answers answers;

    KeyHolder(ApiKeys keys, Answers answers) {
        this.keys = keys;
        this.answers = answers;
    }

    ResponseEntity<byte[]> with(HttpServletRequest request, BiFunction<Form, String, ResponseEntity<byte[]>> action) {
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
