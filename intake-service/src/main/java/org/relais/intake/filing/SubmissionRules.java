package org.relais.intake.filing;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.attachment.AttachmentRules;
import org.relais.intake.territory.Languages;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;
import org.relais.intake.validation.Violations;
import org.relais.intake.vault.ContactDetails;

/**
 * What a request must say before it is taken: everything wrong is named at once.
 *
 * <p>A description may be missing only where the service asks a question that must be answered: its answers then say what is the
 * matter.
 */
final class SubmissionRules {

    private final RequesterRules requesterRules;
    private final AttachmentRules attachmentRules;
    private final PlaceNotices placeNotices;

    SubmissionRules(RequesterRules requesterRules, AttachmentRules attachmentRules, PlaceNotices placeNotices) {
        this.requesterRules = requesterRules;
        this.attachmentRules = attachmentRules;
        this.placeNotices = placeNotices;
    }

    /** A request that may be filed. */
    record Accepted(
            Territory territory,
            @Nullable ServiceDefinition service,
            String description,
            @Nullable Place place,
            List<Answer> answers,
            List<UUID> attachments,
            ContactDetails contact) {

        /** Empty where the person named no service. */
        String serviceCode() {
            return service == null ? "" : service.code();
        }

        @Override
        public String toString() {
            return "Accepted[" + serviceCode() + "]";
        }
    }

    /**
     * The request as it may be filed, or null where something is wrong with it.
     *
     * @param askedLater whether service and place may be missing, since the channel asks for them afterwards
     */
    @Nullable
    Accepted check(
            Submission submission,
            UUID requestId,
            Territory territory,
            @Nullable String acceptLanguage,
            boolean askedLater,
            Violations violations) {
        ServiceDefinition service = service(submission.serviceCode(), territory, askedLater, violations);
        String description = TextRules.text(submission.description(), "/description", violations);
        if (description == null
                && (service == null || !service.answersSuffice())
                && !violations.concern("/description")) {
            violations.add("/description", "required");
        }
        String language = Languages.choose(acceptLanguage, territory.languages());
        Place place = PlaceRules.check(
                submission.location(), service, territory, askedLater, placeNotices, language, violations);
        List<Answer> answers =
                service == null ? List.of() : TextRules.answers(submission.answers(), service, true, violations);
        ContactDetails contact = requesterRules.check(submission.requester(), territory, acceptLanguage, violations);
        List<UUID> attachments = attachmentRules.check(submission.attachments(), requestId, violations);
        return !violations.isEmpty()
                ? null
                : new Accepted(
                        territory,
                        service,
                        TextRules.below(description == null ? "" : description, submission.links()),
                        place,
                        answers,
                        attachments,
                        contact);
    }

    private static @Nullable ServiceDefinition service(
            @Nullable String code, Territory territory, boolean askedLater, Violations violations) {
        if (code == null || code.isBlank()) {
            if (!askedLater && !violations.concern("/serviceCode")) {
                violations.add("/serviceCode", "required");
            }
            return null;
        }
        ServiceDefinition service = territory.service(code).orElse(null);
        if (service == null) {
            violations.add("/serviceCode", "service_unknown");
        }
        return service;
    }
}
