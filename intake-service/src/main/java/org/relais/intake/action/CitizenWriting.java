package org.relais.intake.action;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.relais.intake.filing.Answer;
import org.relais.intake.filing.MaskedWords;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territory;
import org.relais.intake.tracking.TrackedRequest;
import org.relais.intake.vault.ContactDetails;
import org.relais.intake.vault.Vault;

/** Takes contact details out of what citizens write about a filed request. */
final class CitizenWriting {

    private final Territories territories;
    private final MaskedWords maskedWords;
    private final Vault vault;

    CitizenWriting(Territories territories, MaskedWords maskedWords, Vault vault) {
        this.territories = territories;
        this.maskedWords = maskedWords;
        this.vault = vault;
    }

    /** The request's territory; empty only while it isn't known. */
    Optional<Territory> territory(TrackedRequest request) {
        return territories.find(request.jurisdictionId());
    }

    ContactDetails contactOf(UUID requesterId, String language) {
        return vault.open(requesterId).orElseGet(() -> new ContactDetails(null, null, null, language));
    }

    CitizenAction published(CitizenAction action, ContactDetails writer, TrackedRequest request, Territory territory) {
        CitizenAction masked = action.withWords(words -> maskedWords.text(words, writer, territory));
        return masked instanceof CitizenAction.AddDetails details
                ? details.withAnswers(answers(details.answers(), writer, request, territory))
                : masked;
    }

    private List<Answer> answers(
            List<Answer> answers, ContactDetails writer, TrackedRequest request, Territory territory) {
        return territory
                .service(request.serviceCode())
                .map(service -> maskedWords.answers(answers, writer, service, territory))
                .orElse(List.of());
    }
}
