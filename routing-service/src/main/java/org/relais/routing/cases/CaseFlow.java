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

    public CaseFlow(
            Cases cases,
            CommandLog commandLog,
            RequestRouting routing,
            Territories territories,
            Announcements announcements) {
        this.cases = cases;
        this.commandLog = commandLog;
        this.routing = routing;
        this.territories = territories;
        this.announcements = announcements;
        this.departmentWords = new DepartmentWords(territories);
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
        CaseFile file = CaseFile.opened(request, opening, reason, priority(decision), decision.areaId(), at);
        if (cases.add(file)) {
            announcements.happened(file, null, opening, null, at);
        }
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
                case Effect.Applied applied -> {
                    CaseFile after = file.after(applied, when, Words.NONE);
                    cases.store(after);
                    announcements.happened(after, file.current(), applied, null, when);
                }
                case Effect.Refused refused ->
                    announcements.citizenActionRefused(file, origin.eventId(), origin.type(), refused.reason(), when);
            }
        }
        return !files.isEmpty();
    }

    /** A department commands. */
    public Reply apply(UUID caseId, Identified identified, Instant at) {
        DepartmentCommand command = identified.command();
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
                .map(file -> carryOut(
                        file, new CaseCommand.Assign(department, reason, deadline(file, at)), reason, null, at))
                .orElseGet(() -> new Reply.Refused(RefusalReason.CASE_NOT_FOUND, null, false));
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
        return switch (decide(file, command)) {
            case Effect.Applied applied -> {
                Instant when = notBefore(file, at);
                CaseFile after = file.after(applied, when, note);
                cases.store(after);
                announcements.happened(after, file.current(), applied, commandId, when);
                yield new Reply.Done(after, false);
            }
            case Effect.Refused refused -> new Reply.Refused(refused.reason(), file, false);
        };
    }

    private Effect decide(CaseFile file, CaseCommand command) {
        Set<String> departments = territories
                .current(file.request().jurisdictionId())
                .map(territory ->
                        territory.departments().stream().map(Department::code).collect(Collectors.toSet()))
                .orElse(Set.of());
        return CaseLifecycle.decide(file.current(), command, departments);
    }

    private @Nullable Instant deadline(CaseFile file, Instant at) {
        return territories
                .current(file.request().jurisdictionId())
                .map(territory -> territory.calendar().deadline(at, WORKING_DAYS_FROM_TRIAGE))
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
                        "rule_matched",
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
