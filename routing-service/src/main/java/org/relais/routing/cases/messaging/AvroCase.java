package org.relais.routing.cases.messaging;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.relais.event.common.v1.Answer;
import org.relais.event.common.v1.CasePart;
import org.relais.event.common.v1.Channel;
import org.relais.event.common.v1.Confidence;
import org.relais.event.common.v1.DecisionReason;
import org.relais.event.common.v1.Location;
import org.relais.event.common.v1.Outcome;
import org.relais.event.common.v1.Priority;
import org.relais.event.common.v1.RunnerUp;
import org.relais.event.common.v1.Visibility;
import org.relais.routing.cases.Part;
import org.relais.routing.cases.Place;
import org.relais.routing.cases.Reason;
import org.relais.routing.cases.Resolution;

/** The domain's values in Avro's words. */
final class AvroCase {

    private AvroCase() {}

    static DecisionReason reason(Reason reason) {
        return new DecisionReason(
                reason.ruleId(),
                reason.territoryVersion(),
                reason.code(),
                reason.text(),
                reason.facts(),
                reason.runnersUp().stream()
                        .map(runnerUp -> new RunnerUp(runnerUp.ruleId(), runnerUp.department()))
                        .toList(),
                confidence(reason.confidence()));
    }

    private static @Nullable Confidence confidence(Reason.@Nullable Confidence confidence) {
        return confidence == null
                ? null
                : new Confidence(confidence.percent(), confidence.decided(), confidence.stood());
    }

    static List<Answer> answers(List<org.relais.routing.cases.Answer> answers) {
        return answers.stream()
                .map(answer -> new Answer(answer.code(), answer.values()))
                .toList();
    }

    static @Nullable Location location(@Nullable Place place) {
        return place == null
                ? null
                : new Location(
                        place.latitude(), place.longitude(), place.address().orNull());
    }

    static List<CasePart> parts(List<Part> parts) {
        return parts.stream().map(AvroCase::part).toList();
    }

    private static CasePart part(Part part) {
        Resolution resolution = part.resolution();
        return new CasePart(
                part.caseId().toString(),
                part.department() == null ? "" : part.department(),
                part.work().text(),
                part.status().word(),
                part.expectedAt(),
                resolution == null ? null : outcome(resolution.settled()),
                resolution == null ? null : resolution.message().text());
    }

    static Priority priority(org.relais.routing.rules.Priority priority) {
        return switch (priority) {
            case NORMAL -> Priority.NORMAL;
            case HIGH -> Priority.HIGH;
            case URGENT -> Priority.URGENT;
        };
    }

    static Visibility visibility(org.relais.routing.rules.Visibility visibility) {
        return switch (visibility) {
            case PUBLIC -> Visibility.PUBLIC;
            case PRIVATE -> Visibility.PRIVATE;
        };
    }

    static Outcome outcome(org.relais.routing.cases.Outcome outcome) {
        return switch (outcome) {
            case FIXED -> Outcome.FIXED;
            case ALREADY_FIXED -> Outcome.ALREADY_FIXED;
            case PLANNED -> Outcome.PLANNED;
            case NOT_OURS -> Outcome.NOT_OURS;
            case NOT_POSSIBLE -> Outcome.NOT_POSSIBLE;
            case SOLVED_BY_OTHERS -> Outcome.SOLVED_BY_OTHERS;
            case NOTHING_TO_DO -> Outcome.NOTHING_TO_DO;
        };
    }

    /** A channel that this version doesn't know, from a newer intake, is unknown to departments too. */
    static Channel channel(String word) {
        try {
            return Channel.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            return Channel.UNKNOWN;
        }
    }
}
