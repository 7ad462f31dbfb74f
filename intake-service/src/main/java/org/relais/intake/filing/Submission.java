package org.relais.intake.filing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came in, read but not checked yet.
 *
 * @param links addresses of pictures that are kept elsewhere, told below the description and not counted into its length
 */
public record Submission(
        @Nullable String jurisdictionId,
        @Nullable String serviceCode,
        @Nullable String description,
        List<String> links,
        @Nullable Place location,
        List<Answer> answers,
        Requester requester,
        List<String> attachments,
        @Nullable String channel,
        @Nullable String requestedAt) {

    public Submission {
        links = List.copyOf(links);
        answers = List.copyOf(answers);
        attachments = List.copyOf(attachments);
    }

    /** A request without pictures elsewhere. */
    public Submission(
            @Nullable String jurisdictionId,
            @Nullable String serviceCode,
            @Nullable String description,
            @Nullable Place location,
            List<Answer> answers,
            Requester requester,
            List<String> attachments,
            @Nullable String channel,
            @Nullable String requestedAt) {
        this(
                jurisdictionId,
                serviceCode,
                description,
                List.of(),
                location,
                answers,
                requester,
                attachments,
                channel,
                requestedAt);
    }

    /** The same from somebody else. */
    public Submission from(Requester other) {
        return new Submission(
                jurisdictionId,
                serviceCode,
                description,
                links,
                location,
                answers,
                other,
                attachments,
                channel,
                requestedAt);
    }

    @Override
    public String toString() {
        return "Submission[serviceCode=" + serviceCode + "]";
    }
}
