package org.relais.intake.filing;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.relais.intake.territory.Question;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.validation.Characters;
import org.relais.intake.validation.Violations;

/** What a person's words and answers must look like. */
public final class TextRules {

    public static final int LONGEST_TEXT = 4_000;
    public static final int LONGEST_LINE = 500;
    private static final int LONGEST_NUMBER = 40;

    private TextRules() {}

    /** A free text, stripped and in normal form; null where nothing is said. */
    public static @Nullable String text(@Nullable String text, String pointer, Violations violations) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String stripped = Characters.clean(text.strip(), pointer, violations);
        limit(stripped, LONGEST_TEXT, pointer, violations);
        return stripped;
    }

    /** A text that was checked, and below it addresses that came with it. */
    public static String below(String text, List<String> links) {
        return links.isEmpty() ? text : (text + "\n\n" + String.join("\n", links)).strip();
    }

    /** A free text that must not be missing. */
    public static String requiredText(@Nullable String text, String pointer, Violations violations) {
        String given = text(text, pointer, violations);
        if (given == null) {
            violations.add(pointer, "required");
            return "";
        }
        return given;
    }

    /** The answers against the service's questions; which ones must be given is asked only at filing. */
    public static List<Answer> answers(
            List<Answer> given, ServiceDefinition service, boolean all, Violations violations) {
        List<Answer> kept = new ArrayList<>();
        Set<String> answered = new HashSet<>();
        for (Answer answer : given) {
            String pointer = "/answers" + Violations.step(answer.code());
            Question question = service.question(answer.code()).orElse(null);
            if (question == null) {
                violations.add(pointer, "question_unknown");
                continue;
            }
            List<String> values = answer.values().stream()
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .map(value -> Characters.clean(value, pointer, violations))
                    .toList();
            if (!values.isEmpty()) {
                answered.add(answer.code());
                checkValues(question, values, pointer, violations);
                kept.add(new Answer(answer.code(), values));
            }
        }
        if (all) {
            for (Question question : service.questions()) {
                String pointer = "/answers" + Violations.step(question.code());
                if (question.required() && !answered.contains(question.code()) && !violations.concern(pointer)) {
                    violations.add(pointer, "answer_required");
                }
            }
        }
        return kept;
    }

    private static void checkValues(Question question, List<String> values, String pointer, Violations violations) {
        if (values.size() > 1 && question.type() != Question.Type.MULTIVALUELIST) {
            violations.add(pointer, "one_value_only");
            return;
        }
        for (String value : values) {
            switch (question.type()) {
                case STRING -> limit(value, LONGEST_LINE, pointer, violations);
                case TEXT -> limit(value, LONGEST_TEXT, pointer, violations);
                case NUMBER -> checkNumber(value, pointer, violations);
                case DATETIME -> checkDateTime(value, pointer, violations);
                case SINGLEVALUELIST, MULTIVALUELIST -> checkOption(question, value, pointer, violations);
            }
        }
    }

    private static void checkOption(Question question, String value, String pointer, Violations violations) {
        if (!question.hasOption(value)) {
            String options = String.join(
                    ", ", question.options().stream().map(Question.Option::code).toList());
            violations.add(pointer, "option_unknown", options);
        }
    }

    private static void checkNumber(String value, String pointer, Violations violations) {
        if (value.length() <= LONGEST_NUMBER) {
            try {
                new BigDecimal(value);
                return;
            } catch (NumberFormatException notANumber) {
                violations.add(pointer, "not_a_number");
                return;
            }
        }
        violations.add(pointer, "not_a_number");
    }

    private static void checkDateTime(String value, String pointer, Violations violations) {
        try {
            OffsetDateTime.parse(value);
        } catch (DateTimeException notATime) {
            violations.add(pointer, "not_a_datetime");
        }
    }

    private static void limit(String text, int longest, String pointer, Violations violations) {
        if (text.codePointCount(0, text.length()) > longest) {
            violations.add(pointer, "text_too_long", Integer.toString(longest));
        }
    }
}
