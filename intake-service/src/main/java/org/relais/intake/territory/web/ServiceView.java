package org.relais.intake.territory.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.relais.intake.territory.Question;
import org.relais.intake.territory.ServiceDefinition;

/** A service, in the caller's language. */
@Schema(name = "Service")
record ServiceView(
        @Schema(example = "pothole") String serviceCode,
        String name,
        String description,
        String group,
        List<String> keywords,

        @Schema(description = "Whether one should call the emergency number instead of filing.")
        boolean emergency,

        @Nullable String emergencyNumber,
        List<QuestionView> questions) {

    @Schema(name = "Question")
    record QuestionView(
            String code,

            @Schema(allowableValues = {"string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"})
            String type,

            boolean required,
            String label,
            List<OptionView> options) {}

    @Schema(name = "Option")
    record OptionView(String code, String label) {}

    static ServiceView of(ServiceDefinition service, String language) {
        return new ServiceView(
                service.code(),
                service.name().in(language),
                service.description().in(language),
                service.group().in(language),
                service.keywords().getOrDefault(language, List.of()),
                service.emergency(),
                service.emergencyNumber(),
                service.questions().stream()
                        .map(question -> question(question, language))
                        .toList());
    }

    private static QuestionView question(Question question, String language) {
        return new QuestionView(
                question.code(),
                question.type().word(),
                question.required(),
                question.label().in(language),
                question.options().stream()
                        .map(option ->
                                new OptionView(option.code(), option.label().in(language)))
                        .toList());
    }
}
