package org.relais.intake.pages.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.relais.intake.pages.Draft;
import org.relais.intake.pages.FormErrors;
import org.relais.intake.pages.FormErrors.FieldProblem;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.validation.Violation;
import org.relais.platform.problem.Problems;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Words what is wrong for the person who must mend it: which input, and what to do. */
@Component
public class PageProblems {

    static final String ANSWER_ID = "answer-";

    private static final String ANSWERS = "/answers/";
    private static final String PHOTOS = "/attachments";
    private static final Map<String, String> INPUTS = Map.of(
            "/description", Draft.DESCRIPTION,
            "/serviceCode", Draft.SERVICE,
            "/requester/name", Draft.NAME,
            "/requester/email", Draft.EMAIL,
            "/requester/phone", Draft.PHONE,
            "/requester/language", Draft.REPLY,
            "/comment", "words");

    private final MessageSource messages;
    private final Problems problems;

    PageProblems(MessageSource messages, Problems problems) {
        this.messages = messages;
        this.problems = problems;
    }

    public FormErrors of(List<Violation> violations, @Nullable ServiceDefinition service, Locale locale) {
        List<FieldProblem> found = new ArrayList<>();
        for (Violation violation : violations) {
            FieldProblem problem = new FieldProblem(input(violation), text(violation, service, locale));
            if (found.stream().noneMatch(other -> other.field().equals(problem.field()))) {
                found.add(problem);
            }
        }
        return new FormErrors(found);
    }

    /** What is wrong with a form that asks for words, and perhaps for pictures; its inputs bear the action's name. */
    FormErrors ofAction(List<Violation> violations, String action, Locale locale) {
        return new FormErrors(violations.stream()
                .limit(1)
                .map(violation -> {
                    String input = violation.pointer().startsWith(PHOTOS) ? Draft.PHOTO : "words";
                    return new FieldProblem(input + "-" + action, text(input, violation, "", locale));
                })
                .toList());
    }

    FormErrors one(String field, String key, Locale locale) {
        return all(List.of(FormProblem.of(field, key)), locale);
    }

    public FormErrors all(List<FormProblem> wrong, Locale locale) {
        return new FormErrors(wrong.stream()
                .map(problem -> new FieldProblem(
                        problem.field(),
                        messages.getMessage(problem.key(), problem.arguments().toArray(), locale)))
                .toList());
    }

    private static String input(Violation violation) {
        String pointer = violation.pointer();
        if (pointer.startsWith(ANSWERS)) {
            return ANSWER_ID + questionOf(pointer);
        }
        if (pointer.startsWith(PHOTOS)) {
            return Draft.PHOTO;
        }
        return pointer.startsWith("/location") ? Draft.ADDRESS : INPUTS.getOrDefault(pointer, Draft.DESCRIPTION);
    }

    private static String questionOf(String pointer) {
        return pointer.substring(ANSWERS.length()).replace("~1", "/").replace("~0", "~");
    }

    private String text(Violation violation, @Nullable ServiceDefinition service, Locale locale) {
        boolean ofAnswer = violation.pointer().startsWith(ANSWERS);
        return text(
                ofAnswer ? "answer" : input(violation),
                violation,
                ofAnswer ? label(violation, service, locale) : "",
                locale);
    }

    private String text(String field, Violation violation, String about, Locale locale) {
        List<Object> arguments = new ArrayList<>(violation.arguments());
        arguments.addFirst(about);
        String own = messages.getMessage("wrong." + field + "." + violation.code(), arguments.toArray(), null, locale);
        if (own == null) {
            own = messages.getMessage("wrong." + violation.code(), arguments.toArray(), null, locale);
        }
        return own != null
                ? own
                : problems.fieldError(
                                violation.pointer(),
                                violation.code(),
                                violation.arguments().toArray())
                        .detail();
    }

    private static String label(Violation violation, @Nullable ServiceDefinition service, Locale locale) {
        String code = questionOf(violation.pointer());
        return service == null
                ? code
                : service.question(code)
                        .map(question -> question.label().in(locale.getLanguage()))
                        .orElse(code);
    }
}
