package org.relais.intake.pages;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Answer;
import org.relais.intake.filing.Place;
import org.relais.intake.filing.Requester;
import org.relais.intake.filing.Submission;
import org.relais.intake.territory.Question;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;

/** Makes a submission of what was typed: a date as browsers give it gets its time zone, a decimal comma becomes a point. */
public final class DraftSubmissions {

    private DraftSubmissions() {}

    public static Submission of(Draft draft, Territory territory, String language) {
        ServiceDefinition service = territory.service(draft.text(Draft.SERVICE)).orElse(null);
        return new Submission(
                territory.jurisdictionId(),
                draft.textOrNull(Draft.SERVICE),
                draft.textOrNull(Draft.DESCRIPTION),
                place(draft),
                service == null ? List.of() : answers(draft, service, territory),
                requester(draft, territory.languages().contains(language) ? language : null),
                draft.values(Draft.PHOTO),
                null,
                null);
    }

    public static Place place(Draft draft) {
        return new Place(
                number(draft.text(Draft.LATITUDE)),
                number(draft.text(Draft.LONGITUDE)),
                draft.textOrNull(Draft.ADDRESS));
    }

    private static Requester requester(Draft draft, @Nullable String language) {
        return draft.isAnonymous()
                ? new Requester(null, null, null, language)
                : new Requester(
                        draft.textOrNull(Draft.NAME),
                        draft.textOrNull(Draft.EMAIL),
                        draft.textOrNull(Draft.PHONE),
                        language);
    }

    private static List<Answer> answers(Draft draft, ServiceDefinition service, Territory territory) {
        List<Answer> answers = new ArrayList<>();
        for (Question question : service.questions()) {
            List<String> typed = draft.values(Draft.ANSWER + question.code());
            if (!typed.isEmpty()) {
                answers.add(new Answer(
                        question.code(),
                        typed.stream()
                                .map(value -> value(question, value.strip(), territory))
                                .toList()));
            }
        }
        return answers;
    }

    private static String value(Question question, String typed, Territory territory) {
        return switch (question.type()) {
            case NUMBER -> typed.replace(",", ".").replaceAll("[\\s\\u00a0\\u202f]", "");
            case DATETIME -> withZone(typed, territory);
            case STRING, TEXT, SINGLEVALUELIST, MULTIVALUELIST -> typed;
        };
    }

    private static String withZone(String typed, Territory territory) {
        try {
            return LocalDateTime.parse(typed)
                    .atZone(ZoneId.of(territory.timeZone()))
                    .toOffsetDateTime()
                    .toString();
        } catch (DateTimeException asItIs) {
            return typed;
        }
    }

    private static @Nullable Double number(String typed) {
        try {
            double number = Double.parseDouble(typed);
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException none) {
            return null;
        }
    }
}
