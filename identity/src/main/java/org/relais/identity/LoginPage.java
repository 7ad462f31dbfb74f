package org.relais.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The form that people sign in with. */
@RestController
class LoginPage {

    @GetMapping(path = "/login", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> form(
            Locale locale, CsrfToken csrf, @RequestParam(name = "error", required = false) @Nullable String error)
            throws IOException {
        var language = locale.getLanguage().equals("en") ? "en" : "fr";
        var page =
                new ClassPathResource("pages/login_" + language + ".html").getContentAsString(StandardCharsets.UTF_8);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Language", language)
                .header("Vary", "Accept-Language")
                .header("Cache-Control", "no-store")
                .body(page.replace("{csrf}", csrf.getToken()).replace("{refused}", error == null ? "hidden" : ""));
    }
}
