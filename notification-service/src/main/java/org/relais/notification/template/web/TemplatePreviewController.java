package org.relais.notification.template.web;

import java.nio.charset.StandardCharsets;
import org.relais.notification.template.RenderedMail;
import org.relais.notification.template.Samples;
import org.relais.notification.template.Templates;
import org.relais.notification.template.UnknownTemplate;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.relais.platform.security.Roles;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Any version of a template, filled with a sample: as JSON, or as the HTML page that a mail program would show. */
@RestController
@RequestMapping("/api/v1/templates/{name}/{version}/{language}/preview")
class TemplatePreviewController {

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private final Templates templates;
    private final Problems problems;

    TemplatePreviewController(Templates templates, Problems problems) {
        this.templates = templates;
        this.problems = problems;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> whole(
            @PathVariable String name, @PathVariable int version, @PathVariable String language, Caller caller) {
        return mayRead(caller) ? ResponseEntity.ok(sample(name, version, language)) : forbidden();
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<?> page(
            @PathVariable String name, @PathVariable int version, @PathVariable String language, Caller caller) {
        return mayRead(caller)
                ? ResponseEntity.ok()
                        .header("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'")
                        .contentType(HTML)
                        .body(sample(name, version, language).html())
                : forbidden();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(UnknownTemplate unknown) {
        return problems.problem(HttpStatus.NOT_FOUND, "not_found").response();
    }

    private RenderedMail sample(String name, int version, String language) {
        return templates.render(name, version, language, Samples.in(language));
    }

    private ResponseEntity<ProblemDetail> forbidden() {
        return problems.problem(HttpStatus.FORBIDDEN, "forbidden").response();
    }

    private static boolean mayRead(Caller caller) {
        return caller.has(Roles.SERVICE) || caller.oversees();
    }
}
