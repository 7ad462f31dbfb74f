package org.relais.intake.tracking;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What anyone who has the tracking code sees, worded in the caller's language; no personal data.
 *
 * @param decideBy by when somebody is to have chosen the department; null unless it waits for that
 * @param parts where several departments have a part each; {@code department} is null then
 * @param supporters how many people joined and are still with it
 * @param disclosure how much of what people wrote is shown: full, masked (personal data were taken out) or withheld
 */
public record PublicView(
        String id,
        String trackingCode,
        String jurisdictionId,
        String status,
        ServiceName service,
        String description,
        @Nullable Location location,
        List<Picture> attachments,
        Instant submittedAt,
        Instant updatedAt,
        @Nullable ResponsibleDepartment department,
        @Nullable Why why,
        @Nullable Instant expectedAt,
        @Nullable Instant decideBy,
        @Nullable OutcomeView outcome,
        long caseVersion,
        @Nullable OpenQuestion openQuestion,
        List<PartView> parts,
        int supporters,
        String disclosure,
        List<Step> timeline) {

    public PublicView {
        attachments = List.copyOf(attachments);
        parts = List.copyOf(parts);
        timeline = List.copyOf(timeline);
    }

    public record ServiceName(String code, String name) {}

    public record Location(
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable String address) {}

    /** Where a picture, and a small one, can be had. */
    public record Picture(String id, String url, String thumbnailUrl) {

        static Picture of(UUID id) {
            String url = "/api/v1/attachments/" + id;
            return new Picture(id.toString(), url, url + "/thumbnail");
        }
    }

    public record ResponsibleDepartment(String code, String name, DepartmentContact contact) {}

    public record DepartmentContact(
            @Nullable String address,
            @Nullable String email,
            @Nullable String phone) {}

    /**
     * Why the request is where it is.
     *
     * @param runnersUp of each other department the first rule that matched too but stood later in the table
     * @param confidence how sure it was when it was decided; null where that isn't known, or a person decided
     */
    public record Why(
            String text,
            String ruleId,
            long territoryVersion,
            String code,
            Map<String, String> facts,
            List<RunnerUp> runnersUp,
            Reason.@Nullable Confidence confidence) {}

    public record RunnerUp(String ruleId, String department, String departmentName) {}

    /** How the case ended: the code, that code in words, and the department's reason. */
    public record OutcomeView(
            String code, String text, @Nullable String message) {}

    /** A question of the department that waits for an answer. */
    public record OpenQuestion(String id, String text) {}

    /**
     * What one department has to do of a split request.
     *
     * @param work in the words of the department that split it; empty where withheld
     * @param department that has it; null while nobody does
     */
    public record PartView(
            String id,
            String work,
            @Nullable ResponsibleDepartment department,
            String status,
            @Nullable Instant expectedAt,
            @Nullable OutcomeView outcome) {}

    /**
     * One thing that happened.
     *
     * @param part what the part is about that it happened to; null for the request as a whole
     */
    public record Step(
            Instant at,
            String type,
            String text,
            String by,
            @Nullable String message,
            @Nullable String part) {}

    @Override
    public String toString() {
        return "PublicView[" + id + "]";
    }
}
