package org.relais.intake.filing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.relais.intake.attachment.AttachmentRules;
import org.relais.intake.filing.Filing.Words;
import org.relais.intake.filing.SubmissionRules.Accepted;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territories.Selection;
import org.relais.intake.territory.Territory;
import org.relais.intake.validation.Violation;
import org.relais.intake.validation.Violations;
import org.relais.intake.vault.ContactDetails;
import org.relais.intake.vault.Vault;

/** Files a request: select the territory, check, take contact details out of what leaves, seal them, store, answer. */
public final class SubmitServiceRequest {

    private static final int MOST_CODES_TRIED = 5;

    private final Territories territories;
    private final SubmissionRules rules;
    private final MaskedWords maskedWords;
    private final Derivations derivations;
    private final Vault vault;
    private final Filings filings;
    private final Supplier<UUID> newIds;

    public SubmitServiceRequest(
            Territories territories,
            PlaceNotices placeNotices,
            RequesterRules requesterRules,
            AttachmentRules attachmentRules,
            MaskedWords maskedWords,
            Derivations derivations,
            Vault vault,
            Filings filings,
            Supplier<UUID> newIds) {
        this.territories = territories;
        this.rules = new SubmissionRules(requesterRules, attachmentRules, placeNotices);
        this.maskedWords = maskedWords;
        this.derivations = derivations;
        this.vault = vault;
        this.filings = filings;
        this.newIds = newIds;
    }

    /**
     * Who files, how, and under which key.
     *
     * @param caller the client that calls, or {@code anonymous}
     * @param payload what stands in the body, where there is an idempotency key
     * @param spokenForBy who may say more of it for the person later; null where nobody but the person may
     */
    public record Call(
            String caller,
            Standing standing,
            String channel,
            @Nullable String acceptLanguage,
            @Nullable String idempotencyKey,
            @Nullable PayloadMark payload,
            Instant at,
            @Nullable String spokenForBy) {

        /** Where only the person says more of it. */
        public Call(
                String caller,
                Standing standing,
                String channel,
                @Nullable String acceptLanguage,
                @Nullable String idempotencyKey,
                @Nullable PayloadMark payload,
                Instant at) {
            this(caller, standing, channel, acceptLanguage, idempotencyKey, payload, at, null);
        }
    }

    /** @param violations what was already found wrong when the body was read */
    public FilingResult submit(Submission submission, Call call, Violations violations) {
        return switch (territories.select(submission.jurisdictionId())) {
            case Selection.NoneKnown none -> new FilingResult.NoTerritoryYet();
            case Selection.Ambiguous ambiguous -> refused(violations, "jurisdiction_required");
            case Selection.Unknown unknown -> refused(violations, "jurisdiction_unknown");
            case Selection.Selected(Territory territory) -> submit(submission, territory, call, violations);
        };
    }

    /** What would be wrong with a request if it were filed as it is, by a person who reads that language. */
    public List<Violation> violations(Submission submission, Territory territory, String language) {
        Violations violations = new Violations();
        rules.check(submission, newIds.get(), territory, language, false, violations);
        return violations.all();
    }

    private static FilingResult refused(Violations violations, String code) {
        violations.add("/jurisdictionId", code);
        return new FilingResult.Refused(violations.all());
    }

    private FilingResult submit(Submission submission, Territory territory, Call call, Violations violations) {
        UUID requestId = requestId(call);
        String emergencyNumber = numberToCall(submission, territory, call);
        if (emergencyNumber != null) {
            return unlessFiled(requestId, call, new FilingResult.EmergencyCallInstead(emergencyNumber));
        }
        Provenance provenance = ProvenanceRules.check(submission, call, violations);
        Accepted accepted = rules.check(
                submission,
                requestId,
                territory,
                call.acceptLanguage(),
                call.standing().mayBeAskedLater(),
                violations);
        if (accepted == null) {
            return unlessFiled(requestId, call, new FilingResult.Refused(violations.all()));
        }
        UUID requesterId = derivations.requester(requestId);
        ContactDetails contact = accepted.contact();
        Words words = new Words(accepted.description(), accepted.place(), accepted.answers());
        Words published = maskedWords.of(words, contact, accepted.service(), territory);
        var person = contact.isEmpty() ? null : vault.seal(requesterId, contact);
        for (int attempt = 1; attempt <= MOST_CODES_TRIED; attempt++) {
            TrackingCode code = derivations.trackingCode(requestId, attempt);
            Filing filing = new Filing(
                    requestId,
                    code,
                    derivations.submittedEvent(requestId),
                    call.at(),
                    provenance.requestedAt(),
                    territory.jurisdictionId(),
                    accepted.serviceCode(),
                    territory.privateByRule().contains(accepted.serviceCode()),
                    provenance.channel(),
                    contact.language(),
                    requesterId,
                    RequesterKind.of(call.standing(), provenance.channel(), contact),
                    contact.reachable(),
                    words,
                    published,
                    accepted.attachments(),
                    call.spokenForBy(),
                    person,
                    call.payload());
            switch (filings.store(filing)) {
                case Filings.Stored.Fresh fresh -> {
                    return new FilingResult.Filed(requestId, code, derivations.editToken(requestId));
                }
                case Filings.Stored.Present present -> {
                    return repeat(requestId, present, call);
                }
                case Filings.Stored.AttachmentGone gone -> {
                    violations.add("/attachments", "attachment_unknown");
                    return new FilingResult.Refused(violations.all());
                }
                case Filings.Stored.CodeTaken taken -> {
                    // The next attempt derives another code.
                }
            }
        }
        throw new IllegalStateException("no free tracking code was found");
    }

    /** A person who describes an emergency to a form loses time, whatever else the form says. */
    private static @Nullable String numberToCall(Submission submission, Territory territory, Call call) {
        String code = submission.serviceCode();
        return code == null || !call.standing().isPerson()
                ? null
                : territory
                        .service(code)
                        .flatMap(ServiceDefinition::numberToCall)
                        .orElse(null);
    }

    /**
     * What was filed under this key stays filed, whatever the territory has made of its services since. Who is asked back later
     * leaves out what was refused and files the rest, which finds it.
     */
    private FilingResult unlessFiled(UUID requestId, Call call, FilingResult refusal) {
        return call.idempotencyKey() == null || call.standing().mayBeAskedLater()
                ? refusal
                : filings.find(requestId)
                        .filter(present -> isSame(present, call))
                        .map(present -> repeat(requestId, present, call))
                        .orElse(refusal);
    }

    private static boolean isSame(Filings.Stored.Present present, Call call) {
        PayloadMark first = present.payload();
        return first != null && first.equals(call.payload());
    }

    private FilingResult repeat(UUID requestId, Filings.Stored.Present present, Call call) {
        return isSame(present, call)
                ? new FilingResult.Replayed(requestId, present.trackingCode(), derivations.editToken(requestId))
                : new FilingResult.KeyReused();
    }

    private UUID requestId(Call call) {
        String key = call.idempotencyKey();
        return key == null ? newIds.get() : idUnder(call.caller(), key, derivations);
    }

    /** Of the request that a caller files under a key of theirs. */
    public static UUID idUnder(String caller, String idempotencyKey, Derivations derivations) {
        return derivations.idFor("request", caller, idempotencyKey);
    }
}
