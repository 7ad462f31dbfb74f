package org.relais.routing.cases.web;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.platform.identifier.Identifiers;
import org.relais.platform.problem.FieldError;
import org.relais.platform.problem.Problems;
import org.relais.platform.problem.TolerantBody;
import org.relais.platform.security.Caller;
import org.relais.routing.cases.CaseCommand;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.CaseFlow;
import org.relais.routing.cases.CaseLifecycle;
import org.relais.routing.cases.CaseLists;
import org.relais.routing.cases.CasePage;
import org.relais.routing.cases.CaseViews;
import org.relais.routing.cases.Cases;
import org.relais.routing.cases.Fingerprint;
import org.relais.routing.cases.Outcome;
import org.relais.routing.cases.Position;
import org.relais.routing.cases.Question;
import org.relais.routing.cases.RefusalReason;
import org.relais.routing.cases.Reply;
import org.relais.routing.cases.Resolution;
import org.relais.routing.cases.SameMatter;
import org.relais.routing.cases.Status;
import org.relais.routing.cases.Words;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A department's own cases. */
@RestController
@RequestMapping(path = "/api/v1/cases", produces = MediaType.APPLICATION_JSON_VALUE)
class CasesController {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final int LONGEST_KEY = 100;
    private static final int MOST_ITEMS = 200;

    private final Cases cases;
    private final CaseLists lists;
    private final CaseFlow flow;
    private final CaseViews views;
    private final Problems problems;
    private final Identifiers identifiers;
    private final Clock clock;
    private final TransactionTemplate transaction;

    CasesController(
            Cases cases,
            CaseLists lists,
            CaseFlow flow,
            CaseViews views,
            Problems problems,
            Identifiers identifiers,
            Clock clock,
            TransactionTemplate transaction) {
        this.cases = cases;
        this.lists = lists;
        this.flow = flow;
        this.views = views;
        this.problems = problems;
        this.identifiers = identifiers;
        this.clock = clock;
        this.transaction = transaction;
    }

    @GetMapping
    ResponseEntity<?> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            Locale language) {
        String department = caller.department();
        if (department == null) {
            return forbidden();
        }
        Optional<Status> only = Optional.ofNullable(status).flatMap(Status::named);
        if (status != null && only.isEmpty()) {
            return invalid(problems.fieldError("?status", "status_unknown"));
        }
        Optional<Position> after = Optional.ofNullable(cursor).flatMap(CasePage::position);
        if (cursor != null && after.isEmpty()) {
            return invalid(problems.fieldError("?cursor", "cursor_invalid"));
        }
        if (limit < 1 || limit > MOST_ITEMS) {
            return invalid(problems.fieldError("?limit", "limit_out_of_range", MOST_ITEMS));
        }
        List<CaseFile> found =
                lists.ofDepartment(department, only.map(Set::of).orElse(Status.ALL), after.orElse(null), limit + 1);
        return ResponseEntity.ok(CasePage.of(found, limit, views, language));
    }

    @GetMapping("/{id}")
    ResponseEntity<?> read(Caller caller, @PathVariable String id, Locale language) {
        String department = caller.department();
        if (department == null) {
            return forbidden();
        }
        return caseId(id)
                .flatMap(cases::find)
                .filter(file -> department.equals(file.current().department()))
                .<ResponseEntity<?>>map(file -> ResponseEntity.ok(views.view(file, language)))
                .orElseGet(this::notFound);
    }

    @PostMapping("/{id}/acknowledge")
    ResponseEntity<?> acknowledge(
            Caller caller,
            @PathVariable String id,
            @RequestBody(required = false) Verbs.@Nullable Acknowledge given,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key,
            Locale language) {
        Verbs.Acknowledge body = given == null ? Verbs.Acknowledge.PLAIN : given;
        return carryOut(
                caller,
                id,
                key,
                language,
                body,
                Fingerprint.of("acknowledge", id, body.message(), body.expectedVersion()),
                department -> new CaseCommand.Acknowledge(
                        sender(department, body.expectedVersion()), Words.of(body.message())));
    }

    @PostMapping("/{id}/ask")
    ResponseEntity<?> ask(
            Caller caller,
            @PathVariable String id,
            @RequestBody Verbs.Ask body,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key,
            Locale language) {
        return carryOut(
                caller,
                id,
                key,
                language,
                body,
                Fingerprint.of("ask", id, body.question(), body.expectedVersion()),
                department -> new CaseCommand.Ask(
                        sender(department, body.expectedVersion()),
                        new Question(identifiers.next(), Words.of(body.question()))));
    }

    @PostMapping("/{id}/progress")
    ResponseEntity<?> progress(
            Caller caller,
            @PathVariable String id,
            @RequestBody Verbs.Progress body,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key,
            Locale language) {
        return carryOut(
                caller,
                id,
                key,
                language,
                body,
                Fingerprint.of("progress", id, body.message(), body.expectedVersion()),
                department -> new CaseCommand.ReportProgress(
                        sender(department, body.expectedVersion()), Words.of(body.message())));
    }

    @PostMapping("/{id}/decline")
    ResponseEntity<?> decline(
            Caller caller,
            @PathVariable String id,
            @RequestBody Verbs.Decline body,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key,
            Locale language) {
        return carryOut(
                caller,
                id,
                key,
                language,
                body,
                Fingerprint.of("decline", id, body.reason(), body.proposedDepartment(), body.expectedVersion()),
                department -> new CaseCommand.Decline(
                        sender(department, body.expectedVersion()),
                        Words.of(body.reason()),
                        Words.of(body.proposedDepartment()).orNull()));
    }

    @PostMapping("/{id}/transfer")
    ResponseEntity<?> transfer(
            Caller caller,
            @PathVariable String id,
            @RequestBody Verbs.Transfer body,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key,
            Locale language) {
        return carryOut(
                caller,
                id,
                key,
                language,
                body,
                Fingerprint.of("transfer", id, body.toDepartment(), body.reason(), body.expectedVersion()),
                department -> new CaseCommand.Transfer(
                        sender(department, body.expectedVersion()),
                        Words.of(body.toDepartment()).text(),
                        Words.of(body.reason())));
    }

    @PostMapping("/{id}/resolve")
    ResponseEntity<?> resolve(
            Caller caller,
            @PathVariable String id,
            @RequestBody Verbs.Resolve body,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key,
            Locale language) {
        return carryOut(
                caller,
                id,
                key,
                language,
                body,
                Fingerprint.of(
                        "resolve",
                        id,
                        body.outcome(),
                        body.message(),
                        body.plannedFor(),
                        body.responsible(),
                        body.expectedVersion()),
                department -> new CaseCommand.Resolve(
                        sender(department, body.expectedVersion()),
                        new Resolution(
                                Optional.ofNullable(body.outcome())
                                        .flatMap(Outcome::named)
                                        .orElse(null),
                                Words.of(body.message()),
                                body.plannedFor(),
                                Words.of(body.responsible()))));
    }

    @PostMapping("/{id}/merge")
    ResponseEntity<?> merge(
            Caller caller,
            @PathVariable String id,
            @RequestBody Verbs.Merge body,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key,
            Locale language) {
        return carryOut(
                caller,
                id,
                key,
                language,
                body,
                Fingerprint.of("merge", id, body.into(), body.expectedVersion()),
                department -> new CaseCommand.Merge(sender(department, body.expectedVersion()), body.into(), null));
    }

    /** Answers with the request as a whole; the parts, one's own among them, stand in it with their ids. */
    @PostMapping("/{id}/split")
    ResponseEntity<?> split(
            Caller caller,
            @PathVariable String id,
            @RequestBody Verbs.Split body,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key,
            Locale language) {
        List<Verbs.NewPart> parts = body.parts() == null
                ? List.of()
                : body.parts().stream()
                        .map(part -> part == null ? Verbs.NewPart.BLANK : part)
                        .toList();
        String asked = parts.stream()
                .map(part -> Fingerprint.of(part.department(), part.work()))
                .collect(Collectors.joining());
        return carryOut(
                caller,
                id,
                key,
                language,
                body,
                Fingerprint.of("split", id, asked, body.expectedVersion()),
                department -> new CaseCommand.Split(
                        sender(department, body.expectedVersion()),
                        parts.stream().map(this::part).toList()));
    }

    private CaseCommand.NewPart part(Verbs.NewPart wanted) {
        return new CaseCommand.NewPart(
                identifiers.next(), Words.of(wanted.department()).text(), Words.of(wanted.work()));
    }

    @GetMapping("/{id}/same-matter")
    ResponseEntity<?> sameMatter(Caller caller, @PathVariable String id, Locale language) {
        String department = caller.department();
        if (department == null) {
            return forbidden();
        }
        return caseId(id)
                .flatMap(cases::find)
                .filter(file -> department.equals(file.current().department()))
                .<ResponseEntity<?>>map(file -> ResponseEntity.ok(new SameMatter(
                        views.views(flow.mergeTargets(file), language),
                        views.views(lists.mergedInto(Set.of(file.id())).getOrDefault(file.id(), List.of()), language))))
                .orElseGet(this::notFound);
    }

    /** A department's command, once it is known which department that is. */
    private interface Wanted {
        CaseCommand.DepartmentCommand by(String department);
    }

    private ResponseEntity<?> carryOut(
            Caller caller,
            String id,
            @Nullable String key,
            Locale language,
            TolerantBody body,
            String fingerprint,
            Wanted wanted) {
        String department = caller.department();
        if (department == null) {
            return forbidden();
        }
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            return invalid(problems.fieldError("header:" + IDEMPOTENCY_KEY, "idempotency_key_invalid", LONGEST_KEY));
        }
        Optional<UUID> caseId = caseId(id);
        if (caseId.isEmpty()) {
            return notFound();
        }
        CaseCommand.DepartmentCommand command = wanted.by(department);
        if (body.holdsUnknown()) {
            return problems.invalid(
                    body,
                    CaseLifecycle.missing(command).stream()
                            .map(reason -> incomplete(reason, body, command))
                            .toList());
        }
        CaseFlow.Identified identified = new CaseFlow.Identified(key, fingerprint, command);
        Reply reply = Objects.requireNonNull(
                transaction.execute(status -> flow.apply(caseId.get(), identified, clock.instant())));
        return switch (reply) {
            case Reply.Done done -> ResponseEntity.ok(views.view(done.file(), language));
            case Reply.DoneBefore _ -> ResponseEntity.noContent().build();
            case Reply.Refused refused -> refused(refused, body, command);
        };
    }

    private ResponseEntity<?> refused(Reply.Refused refused, TolerantBody body, CaseCommand command) {
        RefusalReason reason = refused.reason();
        return switch (reason.kind()) {
            case NOT_FOUND -> notFound();
            case INCOMPLETE ->
                problems.problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid_request")
                        .error(incomplete(reason, body, command))
                        .response();
            case REUSED ->
                problems.problem(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency_key_reused")
                        .response();
            case CONFLICT -> conflict(reason, refused.file());
        };
    }

    private ResponseEntity<?> conflict(RefusalReason reason, @Nullable CaseFile file) {
        Problems.Builder problem = problems.problem(HttpStatus.CONFLICT, reason.code());
        return file == null
                ? problem.response()
                : problem.with("status", file.current().status().word())
                        .with("caseVersion", file.current().version())
                        .response();
    }

    private FieldError incomplete(RefusalReason reason, TolerantBody body, CaseCommand command) {
        return reason == RefusalReason.OUTCOME_MISSING
                        && body instanceof Verbs.Resolve resolve
                        && resolve.namesAnOutcome()
                ? problems.fieldError("/outcome", "outcome_unknown")
                : problems.fieldError(pointer(reason, command), reason.code());
    }

    private static String pointer(RefusalReason reason, CaseCommand command) {
        String field = CaseLifecycle.fieldOf(reason, command);
        return field.isEmpty() ? "" : "/" + field;
    }

    private ResponseEntity<?> invalid(FieldError error) {
        return problems.problem(HttpStatus.BAD_REQUEST, "invalid_request")
                .error(error)
                .response();
    }

    private ResponseEntity<?> notFound() {
        return problems.problem(HttpStatus.NOT_FOUND, RefusalReason.CASE_NOT_FOUND.code())
                .response();
    }

    private ResponseEntity<?> forbidden() {
        return problems.problem(HttpStatus.FORBIDDEN, "department_only").response();
    }

    private static Optional<UUID> caseId(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static CaseCommand.Sender sender(String department, @Nullable Long expectedVersion) {
        return new CaseCommand.Sender(department, expectedVersion);
    }
}
