package org.relais.intake.action;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.MaskedWords;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territory;
import org.relais.intake.tracking.TrackedRequest;
import org.relais.intake.tracking.TrackedRequests;
import org.relais.intake.vault.ContactDetails;
import org.relais.intake.vault.Vault;

/**
 * Erases the contact details of the person whose token is shown: the one who filed, or one who joined. What they wrote stays
 * without contact details; where something is masked today that wasn't when it was published, readers are told to replace it.
 */
public final class EraseRequester {

    private final TrackedRequests requests;
    private final Keys keys;
    private final Territories territories;
    private final MaskedWords maskedWords;
    private final Vault vault;
    private final Erasures erasures;
    private final Supplier<UUID> newIds;

    public EraseRequester(
            TrackedRequests requests,
            Keys keys,
            Territories territories,
            MaskedWords maskedWords,
            Vault vault,
            Erasures erasures,
            Supplier<UUID> newIds) {
        this.requests = requests;
        this.keys = keys;
        this.territories = territories;
        this.maskedWords = maskedWords;
        this.vault = vault;
        this.erasures = erasures;
        this.newIds = newIds;
    }

    public ActionResult erase(String trackingCode, @Nullable String editToken, Instant at) {
        TrackedRequest request =
                TrackingCode.parse(trackingCode).flatMap(requests::find).orElse(null);
        if (request == null) {
            return new ActionResult.RequestUnknown();
        }
        if (editToken == null) {
            return new ActionResult.TokenMissing();
        }
        Optional<UUID> person = keys.person(request, editToken);
        if (person.isEmpty()) {
            return new ActionResult.TokenWrong();
        }
        UUID requesterId = person.get();
        Territory territory = territories.find(request.jurisdictionId()).orElse(null);
        if (territory == null) {
            return new ActionResult.TerritoryUnknown();
        }
        ContactDetails contact =
                vault.open(requesterId).orElseGet(() -> new ContactDetails(null, null, null, request.language()));
        Erasure.Writings writings = erasures.writings(request.requestId(), requesterId);
        erasures.erase(new Erasure(
                newIds.get(),
                request.requestId(),
                request.jurisdictionId(),
                requesterId,
                requesterId.equals(request.requesterId()),
                tellOfThePerson(writings.answers(), contact, territory),
                at,
                redactions(writings.published(), contact, territory)));
        return new ActionResult.Recorded(request.trackingCode());
    }

    private boolean tellOfThePerson(@Nullable String text, ContactDetails contact, Territory territory) {
        return text != null && !maskedWords.text(text, contact, territory).equals(text);
    }

    private List<Erasure.Redaction> redactions(
            List<Erasure.PublishedText> published, ContactDetails contact, Territory territory) {
        return published.stream()
                .flatMap(text -> {
                    String masked = text.field().equals("address")
                            ? maskedWords.address(text.text(), contact, territory)
                            : maskedWords.text(text.text(), contact, territory);
                    return masked.equals(text.text())
                            ? Stream.empty()
                            : Stream.of(new Erasure.Redaction(newIds.get(), text, masked));
                })
                .toList();
    }
}
