package org.relais.intake.territory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked for: a category of requests with its own questions.
 *
 * @param emergencyNumber number to call instead of filing; every emergency has one, and nothing else
 * @param isPrivate whether a request concerns the person who files it alone: the public sees where it stands, and nothing of it
 */
public record ServiceDefinition(
        String code,
        Labels name,
        Labels description,
        Labels group,
        Map<String, List<String>> keywords,
        boolean emergency,
        @Nullable String emergencyNumber,
        PlaceDemand place,
        boolean isPrivate,
        List<Question> questions) {

    /** Whether a request for this service names a place. */
    public enum PlaceDemand {
        /** Coordinates inside the territory, or an address. */
        INSIDE_TERRITORY,
        /** Coordinates, wherever they are, or an address; routing says what happens to a place outside. */
        ANYWHERE,
        /** A place may be missing. */
        NOT_NEEDED
    }

    /** Whom to call instead of asking for this; empty where it is no emergency. */
    public Optional<String> numberToCall() {
        return emergency ? Optional.ofNullable(emergencyNumber) : Optional.empty();
    }

    public Optional<Question> question(String code) {
        return questions.stream()
                .filter(question -> question.code().equals(code))
                .findFirst();
    }

    /** Whether the answers alone say enough, so that no description is needed: the service has a question that must be answered. */
    public boolean answersSuffice() {
        return questions.stream().anyMatch(Question::required);
    }
}
