package org.relais.routing.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.routing.cases.CaseCommand.DepartmentCommand;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.Priority;
import org.relais.routing.territory.Department;
import org.relais.routing.territory.Territories;

/**
 * Every way in which a case comes to be or changes: load and lock, decide, store, tell. Callers hold the transaction.
 */
public final class CaseFlow {

    /** Working days a case gets that a person in triage assigns, where no rule gave it a date. */
    private static final int WORKING_DAYS_FROM_TRIAGE = 10;

    private final Cases cases;
    private final CommandLog commandLog;
    private final RequestRouting routing;
    private final Territories territories;
    private final Announcements announcements;
    private final DepartmentWords departmentWords;
    private final Timers timers;
    private final Deadlines deadlines;

    public CaseFlow(
            Cases cases,
            CommandLog commandLog,
            RequestRouting routing,
            Territories territories,
            Announcements announcements,
            Timers timers) {
        this.cases = cases;
        this.commandLog = commandLog;
        this.routing = routing;
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
        Reason reason = reason(decision);
        Effect.Applied opening = switch (decision) {
            case Decision.Routed routed ->
                CaseLifecycle.route(request.requestId(), routed.departmentCode(), reason, routed.expectedAt());
            case Decision.Deferred _ -> CaseLifecycle.defer(request.requestId(), reason);
        };
        CaseFile file =
                deadlines.begun(CaseFile.opened(request, opening, reason, priority(decision), decision.areaId(), at));
        cases.add(file);
        deadlines.next(file).ifPresent(when -> timers.start(file.id(), when));
        announcements.happened(file, null, opening, null, at);
    }

    /**
     * The requester did something; it is applied to every case of the request, or refused.
     *
     * @return false where the request has no case at all
     */
    public boolean apply(UUID requestId, CaseCommand.CitizenFact fact, Origin origin, Instant at) {
        List<CaseFile> files = cases.lockAllOf(requestId);
        for (CaseFile file : files) {
            Instant when = notBefore(file, at);
            switch (decide(file, fact)) {
                case Effect.Applied applied -> keep(file, applied, when, Words.NONE, null);
                case Effect.Refused refused ->
                    announcements.citizenActionRefused(file, origin.eventId(), origin.type(), refused.reason(), when);
            }
        }
        return !files.isEmpty();
    }

    /** A department commands. */
    public Reply apply(UUID caseId, Identified identified, Instant at) {
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

    /** A person in triage names the department. */
    public Reply assign(UUID caseId, String department, Words reason, Instant at) {
        return cases.lock(caseId)
                .map(file -> {
                    Words masked = departmentWords.masked(reason, file.request().jurisdictionId());
                    CaseCommand assign = new CaseCommand.Assign(department, masked, deadline(file, department, at));
                    return carryOut(file, assign, masked, null, at);
                })
                .orElseGet(() -> new Reply.Refused(RefusalReason.CASE_NOT_FOUND, null, false));
    }

    /** A person in triage finds that it is about the same matter as another case of the territory. */
    public Reply mergeInTriage(UUID caseId, UUID intoCaseId, Instant at) {
        Optional<CaseFile> into = lockTarget(caseId, intoCaseId);
        return cases.lock(caseId)
                .map(file -> {
                    Case other = into.filter(found -> found.request()
                                    .jurisdictionId()
                                    .equals(file.request().jurisdictionId()))
                            .map(CaseFile::current)
                            .orElse(null);
                    return carryOut(file, new CaseCommand.MergeInTriage(intoCaseId, other), Words.NONE, null, at);
                })
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
            deadlines.passed(file, at).ifPresent(kept -> {
                cases.store(kept.file());
                announcements.happened(kept.file(), file.current(), kept.applied(), null, at);
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
        boolean merges = command instanceof CaseCommand.Merge || command instanceof CaseCommand.MergeInTriage;
        if (merges && concernsOnePerson(file)) {
            return new Reply.Refused(RefusalReason.CONCERNS_ONE_PERSON, file, false);
        }
        if (merges && cases.isFollowed(file.id())) {
            return new Reply.Refused(RefusalReason.HAS_MERGED_CASES, file, false);
        }
        return switch (decide(file, command)) {
            case Effect.Applied applied ->
                new Reply.Done(keep(file, applied, notBefore(file, at), note, commandId), false);
            case Effect.Refused refused -> new Reply.Refused(refused.reason(), file, false);
        };
    }

    /**
     * A case of a private service is none to merge into. The two are locked in the order of their ids, so that of two merges
     * that cross one waits for the other.
     */
    private Optional<CaseFile> lockTarget(UUID caseId, UUID intoCaseId) {
        if (caseId.compareTo(intoCaseId) < 0) {
            cases.lock(caseId);
        }
        return cases.lock(intoCaseId).filter(file -> !concernsOnePerson(file));
    }

    private boolean concernsOnePerson(CaseFile file) {
        return territories.concernsOnePerson(
                file.request().jurisdictionId(), file.request().serviceCode());
    }

    private CaseFile keep(CaseFile before, Effect.Applied decided, Instant at, Words note, @Nullable String commandId) {
        Deadlines.Kept kept = deadlines.decided(
                before, decided.steps().stream().map(Effect.Step::event).toList(), at, note);
        store(before, kept, commandId, at);
        return kept.file();
    }

    private void store(CaseFile before, Deadlines.Kept kept, @Nullable String commandId, Instant at) {
        cases.store(kept.file());
        setTimer(before, kept.file());
        announcements.happened(kept.file(), before.current(), kept.applied(), commandId, at);
        follow(before, kept.applied().steps(), at);
    }

    /** The cases that follow this one go through the same, so that each requester is told by the events of their own request. */
    private void follow(CaseFile leader, List<Effect.Step> steps, Instant at) {
        List<CaseEvent> followed = CaseLifecycle.followed(steps);
        boolean withdrawn = steps.stream().anyMatch(step -> step.event() instanceof CaseEvent.CaseWithdrawn);
        if (leader.current().mergedInto() != null || followed.isEmpty() && !withdrawn) {
            return;
        }
        for (CaseFile follower : cases.lockMergedInto(leader.id())) {
            if (!(follower.current().state() instanceof CaseState.Closed)) {
                List<CaseEvent> events = withdrawn
                        ? List.of(new CaseEvent.CaseSeparated(follower.current().department()))
                        : followed;
                Instant when = notBefore(follower, at);
                store(follower, deadlines.decided(follower, events, when, Words.NONE), null, when);
            }
        }
    }

    private void setTimer(CaseFile before, CaseFile after) {
        Optional<Instant> next = deadlines.next(after);
        if (!next.equals(deadlines.next(before))) {
            next.ifPresentOrElse(when -> timers.move(after.id(), when), () -> timers.stop(after.id()));
        }
    }

    private Effect decide(CaseFile file, CaseCommand command) {
        Set<String> departments = territories
                .current(file.request().jurisdictionId())
                .map(territory ->
                        territory.departments().stream().map(Department::code).collect(Collectors.toSet()))
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

    private static Reason reason(Decision decision) {
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
                        runnersUp);
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
}
