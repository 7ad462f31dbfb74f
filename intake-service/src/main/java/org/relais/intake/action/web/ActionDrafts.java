package org.relais.intake.action.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies of citizens' actions as the API description shows them. */
final class ActionDrafts {

    private ActionDrafts() {}

    private static final String CASE_VERSION = "Version of the case that the person saw; by default the one known now.";

    @Schema(name = "DetailsDraft")
    record DetailsDraft(
            @Schema(maxLength = 4000) @Nullable String description,
            @Nullable Map<String, Object> answers,
            @Nullable List<String> attachments,

            @Schema(description = "The department's question this answers.") @Nullable
            String questionId,

            @Schema(description = CASE_VERSION) @Nullable Long caseVersion) {}

    @Schema(name = "WithdrawalDraft")
    record WithdrawalDraft(
            @Schema(maxLength = 4000) @Nullable String reason,
            @Schema(description = CASE_VERSION) @Nullable Long caseVersion) {}

    @Schema(name = "ConfirmationDraft")
    record ConfirmationDraft(
            @Schema(description = "1 (bad) to 5 (good).", minimum = "1", maximum = "5") @Nullable
            Integer satisfaction,

            @Schema(maxLength = 4000) @Nullable String comment,
            @Schema(description = CASE_VERSION) @Nullable Long caseVersion) {}

    @Schema(name = "ContestationDraft")
    record ContestationDraft(
            @Schema(maxLength = 4000, requiredMode = Schema.RequiredMode.REQUIRED)
            String reason,

            @Schema(description = CASE_VERSION) @Nullable Long caseVersion) {}

    @Schema(name = "SupportDraft")
    record SupportDraft(
            @Schema(description = "Name, e-mail, phone and language of the person who joins; they may stay anonymous.")
            @Nullable
            Map<String, String> requester,

            @Schema(maxLength = 4000) @Nullable String comment) {}

    /** The answer to joining. */
    @Schema(name = "Joined")
    record JoinedView(
            @Schema(example = "K7QF-29MD") String trackingCode,

            @Schema(description = "Secret with which this person can erase their own details.")
            String editToken) {

        @Override
        public String toString() {
            return "JoinedView[" + trackingCode + "]";
        }
    }
}
