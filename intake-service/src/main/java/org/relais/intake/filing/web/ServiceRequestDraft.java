package org.relais.intake.filing.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a filing as the API description shows it; it is read by {@link SubmissionBody}. */
@Schema(name = "ServiceRequestDraft", description = "A request to file.")
record ServiceRequestDraft(
        @Schema(description = "Territory; needed only where several are published.", example = "montrelais") @Nullable
        String jurisdictionId,

        @Schema(
                description = "Code of one of the services of GET /api/v1/services.",
                example = "pothole",
                requiredMode = Schema.RequiredMode.REQUIRED)
        String serviceCode,

        @Schema(
                description =
                        "What is the matter, in the person's own words. May be missing only where the service has a"
                                + " question that must be answered.",
                maxLength = 4000)
        @Nullable
        String description,

        @Schema(description = "Where it is: coordinates, an address, or both; needed unless the service does without.")
        @Nullable
        LocationDraft location,

        @Schema(
                description = "Answers to the service's questions by code: a text, a number, an option's code, or for"
                        + " multivaluelist a list of option codes.")
        @Nullable
        Map<String, Object> answers,

        @Schema(description = "The person, who may stay anonymous.") @Nullable
        RequesterDraft requester,

        @Schema(description = "Ids of attachments uploaded before.") @Nullable
        List<String> attachments,

        @Schema(description = "For callers with the role import alone: the way it came in.", allowableValues = "import")
        @Nullable
        String channel,

        @Schema(
                description = "For callers with the role import alone: when the person first asked; not in the future.",
                format = "date-time")
        @Nullable
        String requestedAt) {

    @Schema(name = "Location")
    record LocationDraft(
            @Schema(description = "Degrees north, WGS 84.", minimum = "-90", maximum = "90", example = "48.85")
            @Nullable
            Double latitude,

            @Schema(description = "Degrees east, WGS 84.", minimum = "-180", maximum = "180", example = "2.35")
            @Nullable
            Double longitude,

            @Schema(maxLength = 500) @Nullable String address) {}

    @Schema(name = "Requester")
    record RequesterDraft(
            @Schema(maxLength = 200) @Nullable String name,
            @Schema(format = "email") @Nullable String email,

            @Schema(description = "In national or international form.") @Nullable
            String phone,

            @Schema(
                    description = "Language to be answered in, one of the territory's; by default the caller's.",
                    example = "fr")
            @Nullable
            String language) {}
}
