package org.relais.intake.action;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.MaskedWords;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.filing.Requester;
import org.relais.intake.filing.RequesterRules;
import org.relais.intake.filing.TextRules;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territory;
import org.relais.intake.tracking.Disclosure;
import org.relais.intake.tracking.TrackedRequest;
import org.relais.intake.tracking.TrackedRequests;
import org.relais.intake.validation.Violations;
import org.relais.intake.vault.ContactDetails;
import org.relais.intake.vault.Vault;

/**
 * Another person joins a request instead of filing the same again, and gets a token with which they judge its outcome, and leave it.
 * Each person joins once: they are known again by their e-mail address, else by their phone.
 */
public final class JoinRequest {

    private final TrackedRequests requests;
    private final Derivations derivations;
    private final RequesterRules requesterRules;
    private final CitizenWriting writing;
    private final Vault vault;
    private final Facts facts;
    private final Supplier<UUID> newIds;

    public JoinRequest(
            TrackedRequests requests,
            Derivations derivations,
            RequesterRules requesterRules,
            Territories territories,
            MaskedWords maskedWords,
            Vault vault,
            Facts facts,
            Supplier<UUID> newIds) {
        this.requests = requests;
        this.derivations = derivations;
        this.requesterRules = requesterRules;
        this.writing = new CitizenWriting(territories, maskedWords, vault);
        this.vault = vault;
        this.facts = facts;
        this.newIds = newIds;
    }

    /** What came with the joining. */
    public record Call(
            String trackingCode,
            @Nullable String acceptLanguage,
            String caller,
            @Nullable String idempotencyKey,
            PayloadMark payload,
            Instant at) {}

    public ActionResult join(Requester requester, @Nullable String comment, Call call, Violations violations) {
        TrackedRequest request =
                TrackingCode.parse(call.trackingCode()).flatMap(requests::find).orElse(null);
        if (request == null) {
            return new ActionResult.RequestUnknown();
        }
        Territory territory = writing.territory(request).orElse(null);
        if (territory == null) {
            return new ActionResult.TerritoryUnknown();
        }
        UUID requesterId = call.idempotencyKey() == null
                ? newIds.get()
                : derivations.idFor("join/" + request.requestId(), call.caller(), call.idempotencyKey());
        String key = "join/" + requesterId;
        PayloadMark before = call.idempotencyKey() == null
                ? null
                : facts.find(request.requestId(), key, null).orElse(null);
        if (before != null) {
            return before.equals(call.payload())
                    ? joined(request, requesterId)
                    : ActionResult.Impossible.of(Impossibility.ACTION_ALREADY_RECORDED, request);
        }
        ContactDetails contact = requesterRules.check(requester, territory, call.acceptLanguage(), violations);
        String words = TextRules.text(comment, "/comment", violations);
        if (!violations.isEmpty()) {
            return new ActionResult.Invalid(violations.all());
        }
        var join = new CitizenAction.Join(contact.language(), contact.reachable(), words);
        Impossibility impossibility = Disclosure.of(request, territory) == Disclosure.WITHHELD
                ? Impossibility.REQUEST_PRIVATE
                : Impossibility.of(join, request, request.caseVersion());
        if (impossibility != null) {
            return ActionResult.Impossible.of(impossibility, request);
        }
        Fact fact = new Fact(
                newIds.get(),
                request.requestId(),
                request.jurisdictionId(),
                requesterId,
                true,
                call.at(),
                request.caseVersion(),
                writing.published(join, contact, request, territory),
                words,
                false,
                key,
                null,
                call.payload());
        return switch (facts.record(
                fact, new Joiner(vault.seal(requesterId, contact), mark(request.requestId(), contact)))) {
            case FRESH, REPEATED -> joined(request, requesterId);
            case JOINED_BEFORE -> ActionResult.Impossible.of(Impossibility.ALREADY_JOINED, request);
            case DIFFERENT, ATTACHMENT_GONE ->
                ActionResult.Impossible.of(Impossibility.ACTION_ALREADY_RECORDED, request);
        };
    }

    private ActionResult joined(TrackedRequest request, UUID requesterId) {
        return new ActionResult.Joined(request.trackingCode(), derivations.supporterToken(requesterId));
    }

    private @Nullable PayloadMark mark(UUID requestId, ContactDetails contact) {
        String email = contact.email();
        String known = email != null ? email.toLowerCase(Locale.ROOT) : contact.phone();
        return known == null
                ? null
                : derivations.mark(("join\n" + requestId + "\n" + known).getBytes(StandardCharsets.UTF_8));
    }
}
