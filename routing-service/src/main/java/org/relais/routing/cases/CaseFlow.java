package org.relais.routing.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.routing.area.Area;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.cases.CaseCommand.DepartmentCommand;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.Priority;
import org.relais.routing.rules.Rule;
import org.relais.routing.rules.Suggestion;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;

/**
 * Every way in which a case comes to be or changes: load and lock, decide, store, tell. Callers hold the transaction.
 */
public final class CaseFlow {

    /** Working days a case gets that a person in triage assigns, where no rule gave it a date. */
    private static final int WORKING_DAYS_FROM_TRIAGE = 10;

    /** As many as a person looks through. */
    private static final int LOOK_ALIKES = 10;

    private final Cases cases;
    private final CommandLog commandLog;
    private final RequestRouting routing;
    private final Standings standings;
    private final Territories territories;
    private final Announcements announcements;
    private final DepartmentWords departmentWords;
    private final Timers timers;
    private final Deadlines deadlines;

    public CaseFlow(
            Cases cases,
            CommandLog commandLog,
            RequestRouting routing,
            Standings standings,
            Territories territories,
            Announcements announcements,
            Timers timers) {
        this.cases = cases;
        this.commandLog = commandLog;
        this.routing = routing;
        this.standings = standings;
        this.territories = territories;
        this.announcements = announcements;
        this.departmentWords = new DepartmentWords(territories);
        this.timers = timers;
        this.deadlines = new Deadlines(territories);
    }

    /** Intake's event that a requester's act came with. */
    public record Origin(String eventId, String type) {}

    /** A department's command with what makes a repeat known. */
    public record Identified(@Nullable String commandId, String fingerprint, CaseCommand.DepartmentCommand command) {}

    /** A request was filed: who is responsible? */
    public void open(FiledRequest request, Instant at) {
        Decision decision = routing.route(request.requestId(), request.facts());
        Reason reason = reason(request.jurisdictionId(), decision);
        Effect.Applied opening = switch (decision) {
            case Decision.Routed routed ->
                CaseLifecycle.route(request.requestId(), routed.departmentCode(), reason, routed.expectedAt());
            case Decision.Deferred _ -> CaseLifecycle.defer(request.requestId(), reason);
        };
        Deadlines.Dated begun = deadlines.begun(
                CaseFile.opened(
                        request, opening, reason, priority(decision), decision.visibility(), decision.areaId(), at),
                opening);
        CaseFile file = begun.file();
        cases.add(file);
        deadlines.next(file).ifPresent(when -> timers.start(file.id(), when));
        announcements.happened(file, null, begun.applied(), file.current().status(), null, at);
    }

    /**
     * The requester did something; it is applied to the request's case, and to the parts that it concerns, or refused.
     *
     * @return false where the request has no case at all
     */
    public boolean apply(UUID requestId, CaseCommand.CitizenFact fact, Origin origin, Instant at) {
        List<CaseFile> files = cases.lockAllOf(requestId);
        if (files.isEmpty()) {
            return false;
        }
        CaseFile first = files.getFirst();
        Instant when = notBefore(first, at);
        CaseCommand.Ruling ruling =
                fact instanceof CaseCommand.AddDetails details ? ruling(first, details, when) : null;
        CaseCommand.CitizenFact ruled =
                fact instanceof CaseCommand.AddDetails details && ruling != null ? details.with(ruling) : fact;
        switch (decide(first, ruled)) {
            case Effect.Applied applied -> {
                CaseFile known = ruling == null ? first : first.ruled(ruling);
                CaseFile after = keep(known, applied, when, Words.NONE, null);
                passOn(after, files.subList(1, files.size()), heard(fact, applied), at);
            }
            case Effect.Refused refused ->
                announcements.citizenActionRefused(first, origin.eventId(), origin.type(), refused.reason(), when);
        }
        return true;
    }

    /** What the rules say once they know what the requester adds; null where they have nothing more to say. */
    private CaseCommand.@Nullable Ruling ruling(CaseFile file, CaseCommand.AddDetails details, Instant at) {
        boolean instead = correctsWords(file, details);
        if (!instead && !(details.saysWhatOrWhere() && file.current().isUndecided())) {
            return null;
        }
        FiledRequest request = file.request()
                .with(details.answers(), details.attachments())
                .saying(details.serviceCode(), details.place());
        return routing.routeAnew(file.id(), request.facts(at), decision -> !instead || decision.isByRule())
                .map(decision -> ruling(file, request, decision))
                .orElse(null);
    }

    private CaseCommand.Ruling ruling(CaseFile file, FiledRequest request, Decision decision) {
        Reason why = reason(request.jurisdictionId(), decision);
        boolean news = !why.code().equals(file.reason().code());
        return switch (decision) {
            case Decision.Routed routed ->
                new CaseCommand.Ruling(
                        routed.departmentCode(),
                        why,
                        news,
                        routed.expectedAt(),
                        routed.priority(),
                        routed.visibility(),
                        routed.areaId());
            case Decision.Deferred deferred -> {
                boolean hides = deferred.visibility() == Visibility.PRIVATE && file.visibility() == Visibility.PUBLIC;
                yield new CaseCommand.Ruling(
                        null, why, news || hides, null, priority(deferred), deferred.visibility(), deferred.areaId());
            }
        };
    }

    /** Whether the requester names the service now, where only their words had been asked, and nobody has begun on it. */
    private static boolean correctsWords(CaseFile file, CaseCommand.AddDetails details) {
        return details.serviceCode() != null
                && file.request().serviceCode().isEmpty()
                && file.reason().code().equals(Decision.BY_WORDS)
                && file.current().isUntouched();
    }

    /** What a fact is to the parts: of an outcome that didn't stand any more, they hear the words, and nobody contests theirs. */
    private static CaseCommand.CitizenFact heard(CaseCommand.CitizenFact fact, Effect.Applied applied) {
        return fact instanceof CaseCommand.Contest contest
                        && applied.steps().stream().noneMatch(step -> step.event() instanceof CaseEvent.CaseContested)
                ? contest.asDetails()
                : fact;
    }

    /** What the requester did concerns the parts that can still do something about it; the others stay as they are. */
    private void passOn(CaseFile whole, List<CaseFile> parts, CaseCommand.CitizenFact fact, Instant at) {
        List<Kept> kept = new ArrayList<>();
        for (CaseFile part : parts) {
            if (decide(part, forPart(fact)) instanceof Effect.Applied applied) {
                kept.add(decided(part, applied, notBefore(part, at), Words.NONE));
            }
        }
        if (!kept.isEmpty()) {
            storeParts(whole, kept, null, at);
        }
    }

    /** The version that the requester saw is the whole's, which has been checked. */
    private static CaseCommand.CitizenFact forPart(CaseCommand.CitizenFact fact) {
        return switch (fact) {
            case CaseCommand.Confirm _ -> new CaseCommand.Confirm(0);
            case CaseCommand.Contest contest -> new CaseCommand.Contest(contest.eventId(), 0, contest.reason());
            case CaseCommand.AddDetails _, CaseCommand.Join _, CaseCommand.Withdraw _ -> fact;
        };
    }

    /** A department commands. */
    public Reply apply(UUID caseId, Identified identified, Instant at) {
        // Before any case is locked, so that nobody waits for the id who holds what its holder wants.
        if (identified.commandId() != null) {
            commandLog.claim(identified.command().sender().department(), identified.commandId());
        }
        DepartmentCommand command = identified.command() instanceof CaseCommand.Merge merge
                ? merge.with(lockTarget(caseId, merge.intoCaseId())
                        .map(CaseFile::current)
                        .orElse(null))
                : identified.command();
        String department = command.sender().department();
        Optional<CaseFile> located = cases.lock(caseId);
        Optional<CaseFile> own =
                located.filter(file -> department.equals(file.current().department()));

        Optional<Reply> before = answeredBefore(department, identified, located, own);
        if (before.isPresent()) {
            return before.get();
        }
        if (own.isEmpty()) {
            // Not remembered: the case may be on its way, and a repeat under the same id must find it then.
            return new Reply.Refused(RefusalReason.CASE_NOT_FOUND, null, false);
        }
        CaseFile file = own.get();
        DepartmentCommand masked =
                departmentWords.masked(command, file.request().jurisdictionId());
        Reply reply = carryOut(file, masked, Words.NONE, identified.commandId(), at);
        if (identified.commandId() != null) {
            RefusalReason refusal = reply instanceof Reply.Refused refused ? refused.reason() : null;
            commandLog.add(
                    department, identified.commandId(), new CommandLog.Answered(identified.fingerprint(), refusal), at);
        }
        return reply;
    }

    /**
     * A person in triage names the department.
     *
     * @param serviceCode what they say it is about; null where they don't
     * @param visibility whether they say that anyone may look at it; null where it is to be as the rules say
     */
    public Reply assign(
            UUID caseId,
            String department,
            @Nullable String serviceCode,
            @Nullable Visibility visibility,
            Words reason,
            Instant at) {
        return cases.lock(caseId)
                .map(file -> {
                    if (serviceCode != null && !isService(serviceCode, file)) {
                        return new Reply.Refused(RefusalReason.SERVICE_UNKNOWN, file, false);
                    }
                    String named = file.request().serviceCode();
                    boolean other = serviceCode != null && !named.isEmpty() && !named.equals(serviceCode);
                    if (other && file.current().state() instanceof CaseState.AwaitingTriage) {
                        return new Reply.Refused(RefusalReason.SERVICE_ALREADY_NAMED, file, false);
                    }
                    if (visibility != null && file.current().isPart()) {
                        return new Reply.Refused(RefusalReason.VISIBILITY_OF_THE_WHOLE, file, false);
                    }
                    if (visibility == Visibility.PUBLIC
                            && territories.concernsOnePerson(
                                    file.request().jurisdictionId(), serviceCode == null ? named : serviceCode)) {
                        return new Reply.Refused(RefusalReason.SERVICE_IS_PRIVATE, file, false);
                    }
                    CaseFile ruled = serviceCode == null ? file : file.undecided(undecided(serviceCode, file));
                    Words masked = departmentWords.masked(reason, file.request().jurisdictionId());
                    CaseCommand assign =
                            new CaseCommand.Assign(department, masked, deadline(file, department, at), serviceCode);
                    return carryOut(visibility == null ? ruled : ruled.seenBy(visibility), assign, masked, null, at);
                })
                .orElseGet(() -> new Reply.Refused(RefusalReason.CASE_NOT_FOUND, null, false));
    }

    /** A person in triage finds that it is about the same matter as another case of the territory. */
    public Reply mergeInTriage(UUID caseId, @Nullable UUID intoCaseId, Instant at) {
        Optional<CaseFile> into = lockTarget(caseId, intoCaseId);
        return cases.lock(caseId)
                .map(file -> {
                    Case other = into.filter(found -> found.request()
                                    .jurisdictionId()
                                    .equals(file.request().jurisdictionId()))
                            .map(CaseFile::current)
                            .orElse(null);
                    return carryOut(file, new CaseCommand.MergeInTriage(other), Words.NONE, null, at);
                })
                .orElseGet(() -> new Reply.Refused(RefusalReason.CASE_NOT_FOUND, null, false));
    }

    /** A person in triage finds that it is for several departments. */
    public Reply splitInTriage(UUID caseId, List<CaseCommand.NewPart> parts, Instant at) {
        return inTriage(caseId, at, file -> {
            Map<String, Instant> dates = new HashMap<>();
            for (CaseCommand.NewPart part : parts) {
                Instant date = deadline(file, part.department(), at);
                if (date != null) {
                    dates.put(part.department(), date);
                }
            }
            return new CaseCommand.SplitInTriage(
                    departmentWords.masked(parts, file.request().jurisdictionId()), dates);
        });
    }

    /** A person in triage ends it with an outcome and its reason. */
    public Reply resolveInTriage(UUID caseId, Resolution resolution, Instant at) {
        return inTriage(
                caseId,
                at,
                file -> new CaseCommand.ResolveInTriage(
                        departmentWords.masked(resolution, file.request().jurisdictionId())));
    }

    private Reply inTriage(UUID caseId, Instant at, Function<CaseFile, CaseCommand.TriageCommand> command) {
        return cases.lock(caseId)
                .map(file -> carryOut(file, command.apply(file), Words.NONE, null, at))
                .orElseGet(() -> new Reply.Refused(RefusalReason.CASE_NOT_FOUND, null, false));
    }

    /**
     * A case's timer fired: what is due by now is said. Its next timer is not set here: {@link #nextWake} tells.
     *
     * @return what was to be looked at, and when; empty where it was too early, or the case's clock stands still
     */
    public Optional<Instant> wake(UUID caseId, Instant now) {
        return cases.lock(caseId).flatMap(file -> {
            Optional<Instant> due = deadlines.next(file).filter(when -> !now.isBefore(when));
            Instant at = notBefore(file, now);
            deadlines.passed(file, at).ifPresent(dated -> {
                Kept kept = new Kept(file, dated.file(), dated.applied());
                cases.store(kept.after());
                if (file.current().isPart()) {
                    tellOfParts(whole(file), List.of(kept), null, at);
                } else {
                    announcements.happened(
                            kept.after(),
                            file.current(),
                            kept.applied(),
                            kept.after().current().status(),
                            null,
                            at);
                    follow(kept, at);
                }
            });
            return due;
        });
    }

    /** When a case is next to be woken; nobody else changes the case, nor its timer, before the transaction ends. */
    public Optional<Instant> nextWake(UUID caseId) {
        return cases.lock(caseId).flatMap(deadlines::next);
    }

    /** A person was erased: what is held of that pseudonym goes. */
    public void erase(UUID requestId, String requesterId, Instant at) {
        for (CaseFile file : cases.lockAllOf(requestId)) {
            CaseFile after = file.withoutRequester(requesterId);
            cases.store(after);
            announcements.changed(after, "RequesterErased", Words.NONE, at);
        }
    }

    /** Text was redacted: it is replaced wherever it is held. */
    public void redact(UUID requestId, String redactedEventId, String field, Words replacement, Instant at) {
        for (CaseFile file : cases.lockAllOf(requestId)) {
            CaseFile after = file.redacted(redactedEventId, field, replacement);
            cases.store(after);
            announcements.changed(after, "TextRedacted", replacement, at);
        }
    }

    private Optional<Reply> answeredBefore(
            String department, Identified identified, Optional<CaseFile> located, Optional<CaseFile> own) {
        if (identified.commandId() == null) {
            return Optional.empty();
        }
        return commandLog.find(department, identified.commandId()).map(answered -> {
            if (!answered.fingerprint().equals(identified.fingerprint())) {
                return new Reply.Refused(RefusalReason.COMMAND_ID_REUSED, own.orElse(null), false);
            }
            if (answered.refusal() != null) {
                return new Reply.Refused(answered.refusal(), own.orElse(null), true);
            }
            if (located.isEmpty()) {
                return new Reply.Refused(RefusalReason.CASE_NOT_FOUND, null, true);
            }
            return own.<Reply>map(file -> new Reply.Done(file, true)).orElseGet(Reply.DoneBefore::new);
        });
    }

    private Reply carryOut(CaseFile file, CaseCommand command, Words note, @Nullable String commandId, Instant at) {
        Optional<RefusalReason> objection =
                objection(file, command).or(() -> Policies.untimely(command, day(file, notBefore(file, at))));
        if (objection.isPresent()) {
            return new Reply.Refused(objection.get(), file, false);
        }
        return switch (decide(file, command)) {
            case Effect.Applied applied ->
                new Reply.Done(keep(file, applied, notBefore(file, at), note, commandId), false);
            case Effect.Refused refused -> new Reply.Refused(refused.reason(), file, false);
        };
    }

    /** What other cases have to say against it. */
    private Optional<RefusalReason> objection(CaseFile file, CaseCommand command) {
        boolean merges = command instanceof CaseCommand.Merge || command instanceof CaseCommand.MergeInTriage;
        if (merges && concernsOnePerson(file)) {
            return Optional.of(RefusalReason.CONCERNS_ONE_PERSON);
        }
        boolean splits = command instanceof CaseCommand.Split || command instanceof CaseCommand.SplitInTriage;
        if ((merges || splits) && cases.isFollowed(file.id())) {
            return Optional.of(RefusalReason.HAS_MERGED_CASES);
        }
        boolean asks = command instanceof CaseCommand.Ask && file.current().isPart();
        return asks && whole(file).current().state() instanceof CaseState.PartsOpen split && split.question() != null
                ? Optional.of(RefusalReason.QUESTION_ALREADY_OPEN)
                : Optional.empty();
    }

    /** What a case may be merged into, the likest in words first, ten at most, for each of these that may be merged. */
    public Map<UUID, List<CaseFile>> mergeTargets(List<CaseFile> files) {
        Set<UUID> mergeable = files.stream()
                .filter(file -> !file.current().isPart() && !concernsOnePerson(file))
                .map(CaseFile::id)
                .collect(Collectors.toSet());
        Map<UUID, List<CaseFile>> targets = new HashMap<>();
        cases.lookAlikes(mergeable, LOOK_ALIKES)
                .forEach((id, found) -> targets.put(
                        id,
                        found.stream().filter(file -> !concernsOnePerson(file)).toList()));
        return targets;
    }

    public List<CaseFile> mergeTargets(CaseFile file) {
        return mergeTargets(List.of(file)).getOrDefault(file.id(), List.of());
    }

    /**
     * A private case is none to merge into. The two are locked in the order of their ids, so that of two merges
     * that cross one waits for the other.
     */
    private Optional<CaseFile> lockTarget(UUID caseId, @Nullable UUID intoCaseId) {
        if (intoCaseId == null) {
            return Optional.empty();
        }
        if (caseId.compareTo(intoCaseId) < 0) {
            cases.lock(caseId);
        }
        return cases.lock(intoCaseId).filter(file -> !concernsOnePerson(file));
    }

    /** What a request of that service is taken for, as no rule decides. */
    private Visibility undecided(String service, CaseFile file) {
        return territories
                .current(file.request().jurisdictionId())
                .map(territory -> territory.ruleBook().undecided(service))
                .orElse(Visibility.PUBLIC);
    }

    /** The day it is then where the territory lies. */
    private LocalDate day(CaseFile file, Instant at) {
        return at.atZone(territories
                        .current(file.request().jurisdictionId())
                        .map(Territory::timeZone)
                        .orElse(ZoneOffset.UTC))
                .toLocalDate();
    }

    private boolean isService(String code, CaseFile file) {
        return territories
                .current(file.request().jurisdictionId())
                .flatMap(territory -> territory.service(code))
                .isPresent();
    }

    private boolean concernsOnePerson(CaseFile file) {
        return file.concernsOnePerson(territories);
    }

    private CaseFile keep(CaseFile before, Effect.Applied decided, Instant at, Words note, @Nullable String commandId) {
        Kept kept = decided(before, decided, at, note);
        if (before.current().isPart()) {
            storeParts(whole(before), List.of(kept), commandId, at);
        } else {
            store(kept, commandId, at);
        }
        return kept.after();
    }

    /** What a decision makes of a case. */
    private record Kept(CaseFile before, CaseFile after, Effect.Applied applied) {}

    private Kept decided(CaseFile before, Effect.Applied decided, Instant at, Words note) {
        List<CaseEvent> events = decided.steps().stream()
                .map(step -> reasoned(before, step.event()))
                .toList();
        return decided(asTheNextRuleSays(before, events), events, at, note);
    }

    /** Where a department declined; a rule that isn't in force any more may have hidden it. */
    private CaseFile asTheNextRuleSays(CaseFile before, List<CaseEvent> events) {
        for (CaseEvent event : events) {
            if (event instanceof CaseEvent.ServiceRequestRouted routed
                    && routed.cause() == CaseEvent.Cause.DECLINED
                    && !routed.reason().ruleId().isEmpty()) {
                return next(before, routed)
                        .map(rule -> before.handedOn(rule.priority(), rule.visibility()))
                        .orElseGet(() ->
                                before.undecided(undecided(before.request().serviceCode(), before)));
            }
        }
        return before;
    }

    /** Whoever hands a case on or over, and whoever assigns it: what the first decision rested on still holds. */
    private CaseEvent reasoned(CaseFile before, CaseEvent event) {
        if (event instanceof CaseEvent.CaseTransferred transferred) {
            return transferred.because(transferred.reason().after(before, transferred.department(), null));
        }
        if (event instanceof CaseEvent.RoutingDeferred deferred) {
            return deferred.because(deferred.reason().knowing(before.reason()));
        }
        if (!(event instanceof CaseEvent.ServiceRequestRouted routed)) {
            return event;
        }
        return switch (routed.cause()) {
            case DECLINED ->
                routed.because(routed.reason().after(before, routed.department(), confidence(before, routed)));
            case TRIAGE -> routed.because(routed.reason().ofAPerson(before.reason(), routed.serviceCode()));
            case RULE, WORDS, SPLIT -> routed;
        };
    }

    /** As a case that follows another goes through it: of the other's request nothing is said. */
    private CaseEvent reasonedAnew(CaseFile follower, CaseEvent event) {
        CaseEvent ofTheAct = switch (event) {
            case CaseEvent.ServiceRequestRouted routed ->
                routed.because(routed.reason().ofTheAct());
            case CaseEvent.CaseTransferred transferred ->
                transferred.because(transferred.reason().ofTheAct());
            case CaseEvent.RoutingDeferred deferred ->
                deferred.because(deferred.reason().ofTheAct());
            case CaseEvent other -> other;
        };
        return reasoned(follower, ofTheAct);
    }

    private Reason.@Nullable Confidence confidence(CaseFile before, CaseEvent.ServiceRequestRouted routed) {
        return before.reason().facts().containsKey(Decision.EXPERIMENT)
                ? null
                : next(before, routed)
                        .map(rule -> standings.of(before.request().jurisdictionId(), rule.id(), rule.fingerprint()))
                        .orElse(null);
    }

    /** The rule by which the next department has it, where one in force still names that one. */
    private Optional<Rule> next(CaseFile before, CaseEvent.ServiceRequestRouted routed) {
        return territories.current(before.request().jurisdictionId()).stream()
                .flatMap(territory -> territory.rules().stream())
                .filter(rule -> rule.id().equals(routed.reason().ruleId())
                        && rule.departmentCode().equals(routed.department()))
                .findFirst();
    }

    private Kept decided(CaseFile before, List<CaseEvent> events, Instant at, Words note) {
        Deadlines.Dated dated = deadlines.decided(before, events, at, note);
        return new Kept(before, inItsArea(before, dated.file()), dated.applied());
    }

    /** Where a case is may be said only later, and whoever has it then goes on having it: its area follows its place. */
    private CaseFile inItsArea(CaseFile before, CaseFile after) {
        GeoPoint place = after.request().point();
        return place == null || place.equals(before.request().point())
                ? after
                : territories
                        .current(after.request().jurisdictionId())
                        .map(territory -> after.in(
                                territory.areas().at(place).map(Area::id).orElse(null)))
                        .orElse(after);
    }

    private void store(Kept kept, @Nullable String commandId, Instant at) {
        cases.store(kept.after());
        setTimer(kept.before(), kept.after());
        announcements.happened(
                kept.after(),
                kept.before().current(),
                kept.applied(),
                kept.after().current().status(),
                commandId,
                at);
        open(kept, at);
        follow(kept, at);
    }

    /** Parts of one request changed together: the whole goes with them, and says where the request stands. */
    private void storeParts(CaseFile whole, List<Kept> changed, @Nullable String commandId, Instant at) {
        for (Kept part : changed) {
            cases.store(part.after());
            setTimer(part.before(), part.after());
        }
        tellOfParts(whole, changed, commandId, at);
    }

    private void tellOfParts(CaseFile whole, List<Kept> changed, @Nullable String commandId, Instant at) {
        List<CaseEvent> happened = changed.stream()
                .flatMap(part -> part.applied().steps().stream())
                .map(Effect.Step::event)
                .toList();
        List<CaseEvent> events = CaseLifecycle.ofTheWhole(whole.current(), parts(whole), happened);
        Instant when = notBefore(whole, at);
        Optional<Kept> after =
                events.isEmpty() ? Optional.empty() : Optional.of(decided(whole, events, when, Words.NONE));
        Status status = after.map(Kept::after).orElse(whole).current().status();
        for (Kept part : changed) {
            announcements.happened(
                    part.after(),
                    part.before().current(),
                    part.applied(),
                    status,
                    commandId,
                    notBefore(part.after(), at));
        }
        after.ifPresent(kept -> store(kept, null, when));
    }

    /** The parts as they stand now, in the order in which they were made. */
    private List<Part> parts(CaseFile whole) {
        if (!(whole.current().state() instanceof CaseState.InParts split)) {
            return List.of();
        }
        Map<UUID, Part> now = cases.lockAllOf(whole.id()).stream()
                .filter(file -> file.current().isPart())
                .map(Part::of)
                .collect(Collectors.toMap(Part::caseId, part -> part));
        return split.parts().stream()
                .map(part -> Objects.requireNonNull(now.get(part.caseId())))
                .toList();
    }

    private CaseFile whole(CaseFile part) {
        return cases.find(part.current().requestId()).orElseThrow();
    }

    /** Opens the cases that a case was split into. */
    private void open(Kept kept, Instant at) {
        for (Effect.Step step : kept.applied().steps()) {
            if (step.event() instanceof CaseEvent.CaseSplit split) {
                // Where nobody had promised a date each part begins with its own, else it goes on from where the
                // whole's stood.
                Deadline before =
                        kept.before().deadline() == null ? null : kept.after().deadline();
                split.parts().forEach(part -> open(kept.after(), part, split, before, at));
            }
        }
    }

    private void open(CaseFile whole, Part part, CaseEvent.CaseSplit split, @Nullable Deadline before, Instant at) {
        Effect.Applied opening = CaseLifecycle.open(whole.current(), part, split);
        CaseFile file = deadlines.begun(CaseFile.opened(whole, opening, part.work(), at), before);
        cases.add(file);
        deadlines.next(file).ifPresent(when -> timers.start(file.id(), when));
        announcements.happened(file, null, opening, whole.current().status(), null, at);
    }

    /** The cases that follow this one go through the same, so that each requester is told by the events of their own request. */
    private void follow(Kept leader, Instant at) {
        CaseFile before = leader.before();
        List<Effect.Step> steps = leader.applied().steps();
        // What is said of a case that has become one person's own affair is for nobody else's ears.
        boolean alone = steps.stream().anyMatch(step -> step.event() instanceof CaseEvent.CaseWithdrawn)
                || concernsOnePerson(leader.after());
        if (before.current().mergedInto() != null || !CaseLifecycle.concernsFollowers(steps) && !alone) {
            return;
        }
        for (CaseFile follower : cases.lockMergedInto(before.id())) {
            if (!(follower.current().state() instanceof CaseState.Closed)) {
                List<CaseEvent> events = followed(steps, alone, follower);
                if (!events.isEmpty()) {
                    Instant when = notBefore(follower, at);
                    store(decided(asTheNextRuleSays(follower, events), events, when, Words.NONE), null, when);
                }
            }
        }
    }

    private List<CaseEvent> followed(List<Effect.Step> steps, boolean alone, CaseFile follower) {
        List<CaseEvent> events = new ArrayList<>();
        // What a department gave away it gave away for all of them.
        if (!alone || steps.stream().anyMatch(step -> step.event() instanceof CaseEvent.ResponsibilityDeclined)) {
            CaseLifecycle.followed(steps, follower.current())
                    .forEach(event -> events.add(reasonedAnew(follower, event)));
        }
        if (alone) {
            Case then = follower.current();
            for (CaseEvent event : events) {
                then = then.after(event);
            }
            events.add(new CaseEvent.CaseSeparated(then.department()));
        }
        return events;
    }

    private void setTimer(CaseFile before, CaseFile after) {
        Optional<Instant> next = deadlines.next(after);
        Deadline deadline = after.deadline();
        // One whose chain had ended has no timer, and a chain that was made longer since has a next step.
        boolean late = deadline != null && deadline.missed();
        if (late || !next.equals(deadlines.next(before))) {
            next.ifPresentOrElse(when -> timers.move(after.id(), when), () -> timers.stop(after.id()));
        }
    }

    private Effect decide(CaseFile file, CaseCommand command) {
        Set<String> departments = territories
                .current(file.request().jurisdictionId())
                .map(Territory::departmentCodes)
                .orElse(Set.of());
        return CaseLifecycle.decide(file.current(), command, departments);
    }

    private @Nullable Instant deadline(CaseFile file, String department, Instant at) {
        return territories
                .current(file.request().jurisdictionId())
                .map(territory -> territory.calendarOf(department).deadline(at, WORKING_DAYS_FROM_TRIAGE))
                .orElse(null);
    }

    /** A department's clock may be slow; a case's history still runs forward. */
    private static Instant notBefore(CaseFile file, Instant at) {
        return at.isBefore(file.changedAt()) ? file.changedAt() : at;
    }

    private static Priority priority(Decision decision) {
        return switch (decision) {
            case Decision.Routed routed -> routed.priority();
            case Decision.Deferred _ -> Priority.NORMAL;
        };
    }

    private Reason reason(String jurisdictionId, Decision decision) {
        List<Reason.RunnerUp> runnersUp = decision.runnersUp().stream()
                .map(runnerUp -> new Reason.RunnerUp(runnerUp.ruleId(), runnerUp.departmentCode()))
                .toList();
        return switch (decision) {
            case Decision.Routed routed ->
                new Reason(
                        routed.ruleId(),
                        routed.territoryVersion(),
                        routed.reasonCode(),
                        routed.reason(),
                        routed.facts(),
                        runnersUp,
                        confidence(jurisdictionId, routed),
                        routed.ruleRow());
            case Decision.Deferred deferred ->
                new Reason(
                        "",
                        deferred.territoryVersion(),
                        deferred.reasonCode(),
                        deferred.reason(),
                        deferred.facts(),
                        runnersUp);
        };
    }

    /** What rules on trial decide is not for those in force to answer for, nor the other way round. */
    private Reason.@Nullable Confidence confidence(String jurisdictionId, Decision.Routed routed) {
        UUID row = routed.ruleRow();
        if (row == null) {
            return Suggestion.in(routed.facts()).map(Reason.Confidence::of).orElse(null);
        }
        return routed.facts().containsKey(Decision.EXPERIMENT)
                ? null
                : standings.of(jurisdictionId, routed.ruleId(), row);
    }
}
