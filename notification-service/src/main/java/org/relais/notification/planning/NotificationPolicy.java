package org.relais.notification.planning;

import static org.relais.notification.planning.PlannedMessage.Detail.BY_AGENT;
import static org.relais.notification.planning.PlannedMessage.Detail.CASE_ID;
import static org.relais.notification.planning.PlannedMessage.Detail.DECIDE_BY;
import static org.relais.notification.planning.PlannedMessage.Detail.DECLINED_REASON;
import static org.relais.notification.planning.PlannedMessage.Detail.DEPARTMENT;
import static org.relais.notification.planning.PlannedMessage.Detail.ELSEWHERE;
import static org.relais.notification.planning.PlannedMessage.Detail.ESCALATED_TO;
import static org.relais.notification.planning.PlannedMessage.Detail.EXPECTED_AT;
import static org.relais.notification.planning.PlannedMessage.Detail.MESSAGE;
import static org.relais.notification.planning.PlannedMessage.Detail.OUTCOME;
import static org.relais.notification.planning.PlannedMessage.Detail.PLACE_WANTED;
import static org.relais.notification.planning.PlannedMessage.Detail.PLANNED_FOR;
import static org.relais.notification.planning.PlannedMessage.Detail.PREVIOUS_DEPARTMENT;
import static org.relais.notification.planning.PlannedMessage.Detail.QUESTION_ID;
import static org.relais.notification.planning.PlannedMessage.Detail.REASON;
import static org.relais.notification.planning.PlannedMessage.Detail.REFUSAL;
import static org.relais.notification.planning.PlannedMessage.Detail.REFUSED_TYPE;
import static org.relais.notification.planning.PlannedMessage.Detail.RESPONSIBLE;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.notification.planning.Happening.Acknowledged;
import org.relais.notification.planning.Happening.ActedOn;
import org.relais.notification.planning.Happening.ActionRefused;
import org.relais.notification.planning.Happening.Answered;
import org.relais.notification.planning.Happening.Asked;
import org.relais.notification.planning.Happening.Contested;
import org.relais.notification.planning.Happening.DeadlineSet;
import org.relais.notification.planning.Happening.Declined;
import org.relais.notification.planning.Happening.Deferred;
import org.relais.notification.planning.Happening.Erased;
import org.relais.notification.planning.Happening.Escalated;
import org.relais.notification.planning.Happening.Joined;
import org.relais.notification.planning.Happening.Merged;
import org.relais.notification.planning.Happening.PartsChanged;
import org.relais.notification.planning.Happening.Progressed;
import org.relais.notification.planning.Happening.Reopened;
import org.relais.notification.planning.Happening.Resolved;
import org.relais.notification.planning.Happening.Routed;
import org.relais.notification.planning.Happening.Split;
import org.relais.notification.planning.Happening.StatusChanged;
import org.relais.notification.planning.Happening.Submitted;
import org.relais.notification.planning.Happening.Transferred;
import org.relais.notification.planning.Happening.TriageOverdue;
import org.relais.notification.planning.Happening.Withdrawn;
import org.relais.notification.planning.PlannedMessage.Detail;
import org.relais.notification.request.FollowedRequest;
import org.relais.notification.request.Follower;

/** Who is told what about what happened. Nobody who left no way to be reached is planned for. */
public final class NotificationPolicy {

    private static final String FALLBACK_LANGUAGE = "fr";

    private NotificationPolicy() {}

    /** The first thing known of a request. */
    public static Plan begin(String requestId, Submitted submitted) {
        FollowedRequest request = Knowledge.begin(requestId, submitted);
        return new Plan(request, List.of(), receipt(submitted, request), false, Map.of());
    }

    /** Anything after that. */
    public static Plan plan(FollowedRequest before, Happening happening) {
        FollowedRequest after = Knowledge.after(before, happening);
        return new Plan(
                after,
                recalls(happening),
                messages(before, after, happening),
                decidesRouting(happening),
                decision(happening));
    }

    private static List<PlannedMessage> messages(FollowedRequest before, FollowedRequest after, Happening happening) {
        return switch (happening) {
            case Joined e -> welcome(before, after, e);
            case Routed e -> routed(before, after, e);
            case Deferred e ->
                everybody(
                        after,
                        e,
                        MessageKind.DEFERRED,
                        language -> details(
                                REASON, worded(e.reason(), language),
                                ELSEWHERE, e.elsewhere() ? "yes" : null,
                                DECIDE_BY, iso(e.decideBy())));
            case Acknowledged e -> word(after, e, e.department(), e.message());
            case Transferred e ->
                everybody(after, e, MessageKind.TRANSFERRED, language -> transferred(after, e, language));
            case Asked e ->
                requester(
                        after,
                        e,
                        MessageKind.QUESTION,
                        details(DEPARTMENT, e.department(), QUESTION_ID, e.questionId(), MESSAGE, e.question()));
            case Progressed e -> word(after, e, e.department(), e.message());
            case Resolved e -> everybody(after, e, MessageKind.OUTCOME, _ -> outcome(e));
            case Contested e -> everybody(after, e, MessageKind.CONTESTED, _ -> details(DEPARTMENT, e.department()));
            case Reopened e ->
                everybody(after, e, MessageKind.REOPENED, _ -> details(DEPARTMENT, e.department(), REASON, e.reason()));
            case Withdrawn e -> everybody(after, e, MessageKind.WITHDRAWN, _ -> Map.of());
            case Merged e -> everybody(after, e, MessageKind.MERGED, _ -> Map.of());
            case Split e -> everybody(after, e, MessageKind.SPLIT, _ -> Map.of());
            case Escalated e -> List.of(toOffice(e));
            case TriageOverdue e -> List.of(toOffice(e));
            case ActionRefused e -> refused(after, e);
            case Submitted _, ActedOn _, Erased _, Declined _, Answered _ -> List.of();
            case DeadlineSet _, PartsChanged _, StatusChanged _ -> List.of();
        };
    }

    private static List<Recall> recalls(Happening happening) {
        return switch (happening) {
            case Answered e -> e.questionId() == null ? List.of() : List.of(Recall.question(e.questionId()));
            case Resolved _ -> List.of(Recall.mootByOutcome());
            case PartsChanged e -> e.awaitsAnswer() ? List.of() : List.of(Recall.closedQuestion());
            case Withdrawn _ -> List.of(Recall.allButReceipt());
            case Erased e -> List.of(Recall.allOf(e.requesterId()));
            case Submitted _, Joined _, ActedOn _, Routed _, Deferred _, Acknowledged _, Transferred _ -> List.of();
            case Declined _, Asked _, Progressed _, DeadlineSet _, Contested _, Reopened _ -> List.of();
            case Escalated _, TriageOverdue _, Merged _, Split _, ActionRefused _, StatusChanged _ -> List.of();
        };
    }

    private static boolean decidesRouting(Happening happening) {
        return happening instanceof Routed || happening instanceof Deferred || happening instanceof Withdrawn;
    }

    private static Map<Detail, String> decision(Happening happening) {
        return happening instanceof Deferred deferred ? details(DECIDE_BY, iso(deferred.decideBy())) : Map.of();
    }

    private static List<PlannedMessage> receipt(Submitted submitted, FollowedRequest request) {
        return request.requester().filter(Follower::contactable).stream()
                .map(person -> new PlannedMessage(
                        person.requesterId(),
                        person.language(),
                        MessageKind.RECEIPT,
                        submitted.cause(),
                        true,
                        details(PLACE_WANTED, submitted.placeWanted() ? "yes" : null)))
                .toList();
    }

    private static List<PlannedMessage> welcome(FollowedRequest before, FollowedRequest after, Joined joined) {
        if (before.follower(joined.requesterId()).isPresent()) {
            return List.of();
        }
        Instant decideBy = after.awaitedDecision();
        boolean promised = decideBy != null && decideBy.isAfter(joined.cause().occurredAt());
        return to(
                after.follower(joined.requesterId()).stream(),
                joined,
                MessageKind.JOINED,
                _ -> details(DECIDE_BY, promised ? iso(decideBy) : null));
    }

    private static List<PlannedMessage> routed(FollowedRequest before, FollowedRequest after, Routed routed) {
        boolean moved = !routed.department().equals(before.department());
        return switch (routed.routingCause()) {
            // A rule that knows better by now may name whom they know of already.
            case RULE, WORDS, TRIAGE, SPLIT ->
                moved
                        ? everybody(after, routed, MessageKind.ROUTED, language -> inCharge(after, routed, language))
                        : List.of();
            case DECLINED ->
                everybody(after, routed, MessageKind.REROUTED, language -> rerouted(before, after, routed, language));
        };
    }

    private static Map<Detail, String> inCharge(FollowedRequest after, Routed routed, String language) {
        return details(
                DEPARTMENT, routed.department(),
                REASON, worded(routed.reason(), language),
                EXPECTED_AT, iso(after.expectedAt()));
    }

    private static Map<Detail, String> rerouted(
            FollowedRequest before, FollowedRequest after, Routed routed, String language) {
        FollowedRequest.Declined declined = before.declined();
        return details(
                DEPARTMENT, routed.department(),
                PREVIOUS_DEPARTMENT, declined == null ? before.department() : declined.department(),
                DECLINED_REASON, declined == null ? null : declined.reason(),
                REASON, worded(routed.reason(), language),
                EXPECTED_AT, iso(after.expectedAt()));
    }

    private static Map<Detail, String> transferred(FollowedRequest after, Transferred moved, String language) {
        return details(
                DEPARTMENT, moved.department(),
                PREVIOUS_DEPARTMENT, moved.fromDepartment(),
                REASON, worded(moved.reason(), language),
                MESSAGE, moved.message(),
                EXPECTED_AT, iso(after.expectedAt()));
    }

    private static Map<Detail, String> outcome(Resolved resolved) {
        return details(
                DEPARTMENT, resolved.department(),
                OUTCOME, resolved.outcome().name(),
                MESSAGE, resolved.message(),
                PLANNED_FOR,
                        resolved.plannedFor() == null
                                ? null
                                : resolved.plannedFor().toString(),
                RESPONSIBLE, resolved.responsible(),
                BY_AGENT, resolved.inTriage() ? "yes" : null);
    }

    private static List<PlannedMessage> word(
            FollowedRequest after, Happening happening, String department, @Nullable String message) {
        if (message == null || message.isBlank()) {
            return List.of();
        }
        return everybody(
                after, happening, MessageKind.PROGRESS, _ -> details(DEPARTMENT, department, MESSAGE, message));
    }

    /** Which office it is follows from the territory at sending time; a person's way to be reached plays no part. */
    private static PlannedMessage toOffice(Escalated escalated) {
        return new PlannedMessage(
                PlannedMessage.OFFICE,
                "",
                MessageKind.ESCALATED,
                escalated.cause(),
                false,
                details(
                        DEPARTMENT, escalated.department(),
                        CASE_ID, escalated.caseId(),
                        ESCALATED_TO, escalated.to().name()));
    }

    /** Nobody has it: whoever watches over all requests is told. */
    private static PlannedMessage toOffice(TriageOverdue overdue) {
        return new PlannedMessage(
                PlannedMessage.OFFICE,
                "",
                MessageKind.TRIAGE_OVERDUE,
                overdue.cause(),
                false,
                details(CASE_ID, overdue.caseId(), ESCALATED_TO, Happening.Attention.OPERATOR.name()));
    }

    private static List<PlannedMessage> refused(FollowedRequest after, ActionRefused refused) {
        return to(
                after.actor(refused.refusedEventId()).stream(),
                refused,
                MessageKind.ACTION_REFUSED,
                _ -> details(REFUSED_TYPE, refused.refusedType(), REFUSAL, refused.reason()));
    }

    private static List<PlannedMessage> requester(
            FollowedRequest request, Happening happening, MessageKind kind, Map<Detail, String> details) {
        return to(request.requester().stream(), happening, kind, _ -> details);
    }

    private static List<PlannedMessage> everybody(
            FollowedRequest request, Happening happening, MessageKind kind, Wording wording) {
        return to(request.followers().stream(), happening, kind, wording);
    }

    private static List<PlannedMessage> to(
            Stream<Follower> people, Happening happening, MessageKind kind, Wording wording) {
        return people.filter(Follower::contactable)
                .map(person -> new PlannedMessage(
                        person.requesterId(),
                        person.language(),
                        kind,
                        happening.cause(),
                        false,
                        wording.in(person.language())))
                .toList();
    }

    /** A reason in the person's language, else in French, else in any; null where there is none. */
    private static @Nullable String worded(Map<String, String> texts, String language) {
        return Stream.of(language, FALLBACK_LANGUAGE)
                .map(texts::get)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() ->
                        Optional.of(texts.values()).flatMap(all -> all.stream().findFirst()))
                .orElse(null);
    }

    private static @Nullable String iso(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    /** Details from alternating names and values; those without a value are left out. */
    private static Map<Detail, String> details(@Nullable Object... namesAndValues) {
        Map<Detail, String> details = new EnumMap<>(Detail.class);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String value = (String) namesAndValues[i + 1];
            if (value != null && namesAndValues[i] instanceof Detail detail) {
                details.put(detail, value);
            }
        }
        return details;
    }

    /** What a message says in a language. */
    private interface Wording {
        Map<Detail, String> in(String language);
    }
}
