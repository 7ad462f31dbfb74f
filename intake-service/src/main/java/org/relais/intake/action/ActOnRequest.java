package org.relais.intake.action;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.relais.intake.attachment.AttachmentRules;
import org.relais.intake.filing.Answer;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.MaskedWords;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.filing.Place;
import org.relais.intake.filing.PlaceRules;
import org.relais.intake.filing.TextRules;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territory;
import org.relais.intake.tracking.TimelineEntry;
import org.relais.intake.tracking.TrackedRequest;
import org.relais.intake.tracking.TrackedRequests;
import org.relais.intake.validation.Violations;
import org.relais.intake.vault.Vault;

/**
 * What people do with a request: the one who filed it adds, withdraws, confirms and contests; who joined it confirms and contests as
 * they do, each for themselves.
 */
public final class ActOnRequest {

    private static final int BEST = 5;
    private static final String DETAILS = "details/";

    private final TrackedRequests requests;
    private final Derivations derivations;
    private final Keys keys;
    private final CitizenWriting writing;
    private final AttachmentRules attachmentRules;
    private final Facts facts;
    private final Supplier<UUID> newIds;

    public ActOnRequest(
            TrackedRequests requests,
            Derivations derivations,
            Keys keys,
            Territories territories,
            MaskedWords maskedWords,
            Vault vault,
            AttachmentRules attachmentRules,
            Facts facts,
            Supplier<UUID> newIds) {
        this.requests = requests;
        this.derivations = derivations;
        this.keys = keys;
        this.writing = new CitizenWriting(territories, maskedWords, vault);
        this.attachmentRules = attachmentRules;
        this.facts = facts;
        this.newIds = newIds;
    }

    /**
     * What came with the action.
     *
     * @param editToken of the one who filed, or of one who joined
     * @param caseVersion version of the case the person saw; null where none was named: the one known now
     * @param idempotencyKey tells a repeat, whatever became of the request since; without it each adding of details is a new one, and the
     *     other actions can be done once a version
     */
    public record Call(
            String trackingCode,
            @Nullable String editToken,
            @Nullable Long caseVersion,
            String caller,
            @Nullable String idempotencyKey,
            PayloadMark payload,
            Instant at) {

        @Override
        public String toString() {
            return "Call[" + trackingCode + "]";
        }
    }

    public ActionResult act(CitizenAction action, List<String> attachments, Call call, Violations violations) {
        return act(action, attachments, List.of(), call, violations);
    }

    /** @param links addresses of pictures that are kept elsewhere, told below the words and not counted into their length */
    public ActionResult act(
            CitizenAction action, List<String> attachments, List<String> links, Call call, Violations violations) {
        return act(action, false, attachments, links, call, violations);
    }

    /**
     * Adds words however the request stands: for a channel that can't tell the person to contest, or to file anew. Whoever has the
     * request reads them; where it has its outcome, they change nothing.
     */
    public ActionResult remark(
            CitizenAction.AddDetails words,
            List<String> attachments,
            List<String> links,
            Call call,
            Violations violations) {
        return act(words, true, attachments, links, call, violations);
    }

    private ActionResult act(
            CitizenAction action,
            boolean howeverItStands,
            List<String> attachments,
            List<String> links,
            Call call,
            Violations violations) {
        TrackedRequest request =
                TrackingCode.parse(call.trackingCode()).flatMap(requests::find).orElse(null);
        if (request == null) {
            return new ActionResult.RequestUnknown();
        }
        String token = call.editToken();
        if (token == null) {
            return new ActionResult.TokenMissing();
        }
        UUID person = keys.present(request, token)
                .filter(holder -> mayDo(action, holder, request))
                .orElse(null);
        if (person == null) {
            return new ActionResult.TokenWrong();
        }
        boolean joined = !person.equals(request.requesterId());
        long seenVersion = call.caseVersion() == null ? request.caseVersion() : call.caseVersion();
        String caller = joined ? call.caller() + "/" + person : call.caller();
        String callersKey =
                call.idempotencyKey() == null ? null : detailsKey(caller, call.idempotencyKey(), derivations);
        String key =
                joined ? keyOf(action, seenVersion, callersKey) + "/" + person : keyOf(action, seenVersion, callersKey);
        PayloadMark before = facts.find(request.requestId(), key, callersKey).orElse(null);
        if (before != null) {
            return before.equals(call.payload())
                    ? new ActionResult.Recorded(request.trackingCode())
                    : ActionResult.Impossible.of(Impossibility.ACTION_ALREADY_RECORDED, request);
        }
        Territory territory = writing.territory(request).orElse(null);
        if (territory == null) {
            return new ActionResult.TerritoryUnknown();
        }
        CitizenAction checked = checked(action, attachments, request, territory, violations)
                .withWords(words -> TextRules.below(words, links));
        if (!violations.isEmpty()) {
            return new ActionResult.Invalid(violations.all());
        }
        Impossibility impossibility = howeverItStands ? null : impossibility(checked, request, seenVersion);
        if (impossibility != null) {
            return ActionResult.Impossible.of(impossibility, request);
        }
        var writer = writing.contactOf(person, request.language());
        Fact fact = new Fact(
                newIds.get(),
                request.requestId(),
                request.jurisdictionId(),
                person,
                joined,
                call.at(),
                seenVersion,
                writing.published(checked, writer, request, territory),
                checked.words(),
                checked instanceof CitizenAction.AddDetails add
                        && add.serviceCode() != null
                        && territory.privateByRule().contains(add.serviceCode()),
                key,
                callersKey,
                call.payload());
        return switch (facts.record(fact, null)) {
            case FRESH, REPEATED -> new ActionResult.Recorded(request.trackingCode());
            case ATTACHMENT_GONE -> {
                violations.add("/attachments", "attachment_used");
                yield new ActionResult.Invalid(violations.all());
            }
            case DIFFERENT, JOINED_BEFORE -> ActionResult.Impossible.of(Impossibility.ACTION_ALREADY_RECORDED, request);
        };
    }

    /**
     * Several judge the same outcome: who contests it after another is heard with them, wherever the case is by then. Where there is
     * another outcome since, routing would refuse what nobody could then mend.
     */
    private @Nullable Impossibility impossibility(CitizenAction action, TrackedRequest request, long seenVersion) {
        Impossibility impossibility = Impossibility.of(action, request, seenVersion);
        if (impossibility == null && judgesAnotherOutcome(action, request, seenVersion)) {
            return Impossibility.OUTCOME_CHANGED;
        }
        boolean joinsAContest = impossibility == Impossibility.NOT_RESOLVED
                && action instanceof CitizenAction.Contest
                && requests.timeline(request.requestId()).stream().anyMatch(TimelineEntry::tellsOutcomeOfTheWhole);
        return joinsAContest ? null : impossibility;
    }

    /** A version of zero is that of somebody who saw none. */
    private boolean judgesAnotherOutcome(CitizenAction action, TrackedRequest request, long seenVersion) {
        boolean judges = action instanceof CitizenAction.Confirm || action instanceof CitizenAction.Contest;
        return judges
                && seenVersion > 0
                && requests.timeline(request.requestId()).stream()
                        .anyMatch(entry -> entry.tellsOutcomeGivenAfter(seenVersion));
    }

    /** What a request says and whether it is kept is the matter of the one who filed it; its outcome is everybody's. */
    private static boolean mayDo(CitizenAction action, UUID person, TrackedRequest request) {
        return switch (action) {
            case CitizenAction.Confirm _, CitizenAction.Contest _ -> true;
            case CitizenAction.AddDetails _, CitizenAction.Withdraw _, CitizenAction.Join _ ->
                person.equals(request.requesterId());
        };
    }

    private CitizenAction checked(
            CitizenAction action,
            List<String> attachments,
            TrackedRequest request,
            Territory territory,
            Violations violations) {
        return switch (action) {
            case CitizenAction.AddDetails add -> checked(add, attachments, request, territory, violations);
            case CitizenAction.Withdraw withdraw ->
                new CitizenAction.Withdraw(TextRules.text(withdraw.words(), "/reason", violations));
            case CitizenAction.Contest contest ->
                new CitizenAction.Contest(TextRules.requiredText(contest.words(), "/reason", violations));
            case CitizenAction.Confirm confirm -> checked(confirm, violations);
            case CitizenAction.Join join ->
                new CitizenAction.Join(
                        join.language(), join.contactable(), TextRules.text(join.words(), "/comment", violations));
        };
    }

    private CitizenAction checked(
            CitizenAction.AddDetails add,
            List<String> attachments,
            TrackedRequest request,
            Territory territory,
            Violations violations) {
        List<Answer> answers = territory
                .service(request.serviceCode())
                .map(service -> TextRules.answers(add.answers(), service, false, violations))
                .orElse(List.of());
        String words = TextRules.text(add.words(), "/description", violations);
        List<UUID> pictures = attachmentRules.check(attachments, request.requestId(), violations);
        Place place = PlaceRules.saidLater(add.place(), territory, violations);
        String code = add.serviceCode();
        if (code != null && territory.service(code).isEmpty()) {
            violations.add("/serviceCode", "service_unknown");
        }
        if (words == null
                && answers.isEmpty()
                && pictures.isEmpty()
                && code == null
                && place == null
                && violations.isEmpty()) {
            violations.add("/description", "required");
        }
        if (add.questionId() != null && !add.questionId().equals(request.questionId())) {
            violations.add("/questionId", "question_not_open");
        }
        return new CitizenAction.AddDetails(words, answers, pictures, add.questionId(), code, place);
    }

    private static CitizenAction checked(CitizenAction.Confirm confirm, Violations violations) {
        Integer satisfaction = confirm.satisfaction();
        if (satisfaction != null && (satisfaction < 1 || satisfaction > BEST)) {
            violations.add("/satisfaction", "satisfaction_out_of_range");
        }
        return new CitizenAction.Confirm(satisfaction, TextRules.text(confirm.words(), "/comment", violations));
    }

    /** Under which details stand that a caller added by a key of theirs, to whichever request. */
    public static String detailsKey(String caller, String idempotencyKey, Derivations derivations) {
        return DETAILS + derivations.idFor("details", caller, idempotencyKey);
    }

    /** Whether a caller did something with a request under a key of theirs before, whatever became of the request since. */
    public boolean isKnown(UUID requestId, String caller, String idempotencyKey) {
        String key = detailsKey(caller, idempotencyKey, derivations);
        return facts.find(requestId, key, key).isPresent();
    }

    private String keyOf(CitizenAction action, long seenVersion, @Nullable String callersKey) {
        return switch (action) {
            case CitizenAction.AddDetails add -> callersKey == null ? DETAILS + newIds.get() : callersKey;
            case CitizenAction.Withdraw withdraw -> "withdraw/" + seenVersion;
            case CitizenAction.Confirm confirm -> "confirm/" + seenVersion;
            case CitizenAction.Contest contest -> "contest/" + seenVersion;
            case CitizenAction.Join join -> throw new IllegalArgumentException("joining is another use case");
        };
    }
}
