package org.relais.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A page for people who follow the address: what this is, and how to get a token. */
@RestController
class HomePage {

    private final IdentitySettings settings;

    HomePage(IdentitySettings settings) {
        this.settings = settings;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> home(Locale locale) throws IOException {
        var language = locale.getLanguage().equals("en") ? "en" : "fr";
        var page = new ClassPathResource("pages/home_" + language + ".html").getContentAsString(StandardCharsets.UTF_8);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Language", language)
                .header("Vary", "Accept-Language")
                .body(page.replace("{issuer}", settings.issuer()));
    }
}
