package org.relais.intake.landing;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.relais.intake.territory.Languages;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

@Hidden
@RestController
class LandingController {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final Map<String, String> PAGES = Map.of("fr", read("fr"), "en", read("en"));

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String acceptLanguage) {
        String language = Languages.choose(acceptLanguage, Languages.OWN);
        return ResponseEntity.ok()
                .contentType(HTML)
                .header(HttpHeaders.CONTENT_LANGUAGE, language)
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                .body(PAGES.get(language));
    }

    /** A link typed with the form of the page: the code goes into the path. */
    @GetMapping(path = "/", params = "code")
    ResponseEntity<Void> follow(String code) {
        return ResponseEntity.status(303)
                .location(UriComponentsBuilder.fromPath("/api/v1/service-requests/{code}")
                        .build(code))
                .build();
    }

    private static String read(String language) {
        try {
            return new ClassPathResource("pages/index_" + language + ".html")
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
