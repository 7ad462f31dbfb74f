package org.relais.intake.filing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as it came in, read but not checked yet. */
public record Submission(
        @Nullable String jurisdictionId,
        @Nullable String serviceCode,
        @Nullable String description,
        @Nullable Place location,
        List<Answer> answers,
        Requester requester,
        List<String> attachments,
        @Nullable String channel,
        @Nullable String requestedAt) {

    public Submission {
        answers = List.copyOf(answers);
        attachments = List.copyOf(attachments);
    }

    /** The same from somebody else. */
    public Submission from(Requester other) {
        return new Submission(
                jurisdictionId, serviceCode, description, location, answers, other, attachments, channel, requestedAt);
    }

    @Override
    public String toString() {
        return "Submission[serviceCode=" + serviceCode + "]";
    }
}
