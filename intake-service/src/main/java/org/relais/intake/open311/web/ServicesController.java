package org.relais.intake.open311.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.relais.intake.open311.Form;
import org.relais.intake.open311.web.Document.Fields;
import org.relais.intake.open311.web.Document.Items;
import org.relais.intake.territory.Languages;
import org.relais.intake.territory.Question;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;
import org.relais.intake.validation.Violation;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What can be asked for. */
@Hidden
@RestController
class ServicesController {

    private final Jurisdiction jurisdiction;
    private final Answers answers;

    ServicesController(Jurisdiction jurisdiction, Answers answers) {
        this.jurisdiction = jurisdiction;
        this.answers = answers;
    }

    @GetMapping("/open311/v2/services.{format:xml|json}")
    ResponseEntity<byte[]> services(HttpServletRequest request) {
        return jurisdiction.with(new Form(request.getParameterMap()), request, territory -> {
            String language = language(territory, request);
            Items services = new Items("service");
            territory.services().values().forEach(service -> services.add(service(service, language)));
            return answers.ok(Document.of("services", services), request);
        });
    }

    @GetMapping("/open311/v2/services/{code:.+}.{format:xml|json}")
    ResponseEntity<byte[]> definition(@PathVariable String code, HttpServletRequest request) {
        return jurisdiction.with(
                new Form(request.getParameterMap()),
                request,
                territory -> territory
                        .service(code)
                        .map(service -> answers.ok(
                                Document.of("service_definition", definition(service, language(territory, request))),
                                request))
                        .orElseGet(() ->
                                answers.error(new Violation("/service_code", "service_unknown", List.of()), request)));
    }

    private static String language(Territory territory, HttpServletRequest request) {
        return Languages.choose(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE), territory.languages());
    }

    private static Fields service(ServiceDefinition service, String language) {
        return new Fields()
                .with("service_code", service.code())
                .with("service_name", service.name().in(language))
                .with("description", service.description().in(language))
                .with("metadata", !service.questions().isEmpty())
                .with("type", "realtime")
                .with("keywords", String.join(",", service.keywords().getOrDefault(language, List.of())))
                .with("group", service.group().in(language));
    }

    private static Fields definition(ServiceDefinition service, String language) {
        Items attributes = new Items("attribute");
        int order = 1;
        for (Question question : service.questions()) {
            attributes.add(attribute(question, order++, language));
        }
        return new Fields().with("service_code", service.code()).with("attributes", attributes);
    }

    private static Fields attribute(Question question, int order, String language) {
        Fields attribute = new Fields()
                .with("variable", true)
                .with("code", question.code())
                .with("datatype", question.type().word())
                .with("required", question.required())
                .with("datatype_description", datatypeDescription(question.type()))
                .with("order", order)
                .with("description", question.label().in(language));
        if (!question.options().isEmpty()) {
            Items values = new Items("value");
            question.options()
                    .forEach(option -> values.add(new Fields()
                            .with("key", option.code())
                            .with("name", option.label().in(language))));
            attribute.with("values", values);
        }
        return attribute;
    }

    private static @Nullable String datatypeDescription(Question.Type type) {
        return type == Question.Type.DATETIME ? "ISO 8601: 2026-03-01T08:30:00Z" : null;
    }
}
