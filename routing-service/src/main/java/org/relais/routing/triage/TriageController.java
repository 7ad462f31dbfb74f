package org.relais.routing.triage;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
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
import org.relais.routing.cases.Outcome;
import org.relais.routing.cases.Position;
import org.relais.routing.cases.RefusalReason;
import org.relais.routing.cases.Reply;
import org.relais.routing.cases.Resolution;
import org.relais.routing.cases.SameMatter;
import org.relais.routing.cases.Words;
import org.relais.routing.rules.Visibility;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What waits for a person, the longest first, and that person's decision. */
@RestController
@RequestMapping(path = "/api/v1/triage", produces = MediaType.APPLICATION_JSON_VALUE)
class TriageController {

    private static final int MOST_ITEMS = 200;

    private final Cases cases;
    private final CaseLists lists;
    private final CaseFlow flow;
    private final CaseViews views;
    private final Problems problems;
    private final Identifiers identifiers;
    private final Clock clock;
    private final TransactionTemplate transaction;

    TriageController(
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

    /**
     * @param reason why there; stays in the case's history
     * @param serviceCode what it is about, for a request that names no service
     * @param visibility public or private; as the rules say where it is left out
     */
    record Assignment(
            @Nullable String department,
            @Nullable String reason,
            @Nullable String serviceCode,
            @Nullable String visibility,
            @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, Object> others)
            implements TolerantBody {
        @Override
        public String toString() {
            return "Assignment[department=" + department + "]";
        }
    }

    @GetMapping
    ResponseEntity<?> waiting(
            Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            Locale language) {
        if (!mayTriage(caller)) {
            return forbidden();
        }
        Optional<Position> after = Optional.ofNullable(cursor).flatMap(CasePage::position);
        if (cursor != null && after.isEmpty()) {
            return invalid(HttpStatus.BAD_REQUEST, "?cursor", "cursor_invalid");
        }
        if (limit < 1 || limit > MOST_ITEMS) {
            return invalid(HttpStatus.BAD_REQUEST, "?limit", "limit_out_of_range", MOST_ITEMS);
        }
        List<CaseFile> found = lists.awaitingTriage(caller.jurisdictions(), after.orElse(null), limit + 1);
        return ResponseEntity.ok(CasePage.ofTriage(found, limit, views, language));
    }

    @PostMapping("/{caseId}/assign")
    ResponseEntity<?> assign(
            Caller caller, @PathVariable String caseId, @RequestBody Assignment assignment, Locale language) {
        String department = Words.of(assignment.department()).text();
        Visibility.Choice chosen = Visibility.chosen(assignment.visibility());
        List<FieldError> wrong = new ArrayList<>();
        if (department.isEmpty()) {
            wrong.add(problems.fieldError("/department", "department_missing"));
        }
        if (!chosen.isKnown()) {
            wrong.add(problems.fieldError("/visibility", "visibility_unknown"));
        }
        return decide(
                caller,
                caseId,
                new Asked(assignment, wrong, "/reason"),
                language,
                id -> flow.assign(
                        id,
                        department,
                        orNull(assignment.serviceCode()),
                        chosen.visibility(),
                        Words.of(assignment.reason()),
                        clock.instant()));
    }

    /** @param parts two to five */
    record Splitting(
            @Nullable List<@Nullable NewPart> parts,
            @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, Object> others)
            implements TolerantBody {
        @Override
        public String toString() {
            return "Splitting";
        }
    }

    /**
     * @param department code of the department to have it
     * @param work what is to be done; the requester reads it
     */
    record NewPart(@Nullable String department, @Nullable String work) {
        private static final NewPart BLANK = new NewPart(null, null);

        @Override
        public String toString() {
            return "NewPart[department=" + department + "]";
        }
    }

    /** Answers with the request as a whole; the parts stand in it with their ids. */
    @PostMapping("/{caseId}/split")
    ResponseEntity<?> split(
            Caller caller, @PathVariable String caseId, @RequestBody Splitting splitting, Locale language) {
        List<@Nullable NewPart> wanted = splitting.parts() == null ? List.of() : splitting.parts();
        List<CaseCommand.NewPart> parts = wanted.stream()
                .map(part -> part == null ? NewPart.BLANK : part)
                .map(part -> new CaseCommand.NewPart(
                        identifiers.next(), Words.of(part.department()).text(), Words.of(part.work())))
                .toList();
        List<FieldError> missing = CaseLifecycle.missing(new CaseCommand.SplitInTriage(parts, Map.of())).stream()
                .map(reason -> problems.fieldError("/" + reason.field(), reason.code()))
                .toList();
        return decide(
                caller,
                caseId,
                new Asked(splitting, missing, "/parts"),
                language,
                id -> flow.splitInTriage(id, parts, clock.instant()));
    }

    /**
     * @param outcome already_fixed, not_ours, not_possible, solved_by_others or nothing_to_do
     * @param message why; the requester is told
     * @param responsible who is, with not_ours
     */
    record Ending(
            @Nullable String outcome,
            @Nullable String message,
            @Nullable String responsible,
            @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, Object> others)
            implements TolerantBody {
        @Override
        public String toString() {
            return "Ending[outcome=" + outcome + "]";
        }
    }

    @PostMapping("/{caseId}/resolve")
    ResponseEntity<?> resolve(Caller caller, @PathVariable String caseId, @RequestBody Ending ending, Locale language) {
        Optional<Outcome> outcome = Optional.ofNullable(ending.outcome()).flatMap(Outcome::named);
        boolean unknown = outcome.isEmpty() && orNull(ending.outcome()) != null;
        Resolution resolution =
                new Resolution(outcome.orElse(null), Words.of(ending.message()), null, Words.of(ending.responsible()));
        List<FieldError> missing = CaseLifecycle.missing(new CaseCommand.ResolveInTriage(resolution)).stream()
                .map(reason -> problems.fieldError(
                        "/" + reason.field(),
                        unknown && reason == RefusalReason.OUTCOME_MISSING ? "outcome_unknown" : reason.code()))
                .toList();
        return decide(
                caller,
                caseId,
                new Asked(ending, missing, "/message"),
                language,
                id -> flow.resolveInTriage(id, resolution, clock.instant()));
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** @param into id of another open case of the territory */
    record Merging(
            @Nullable UUID into,
            @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, Object> others) implements TolerantBody {
        @Override
        public String toString() {
            return "Merging[into=" + into + "]";
        }
    }

    @PostMapping("/{caseId}/merge")
    ResponseEntity<?> merge(Caller caller, @PathVariable String caseId, @RequestBody Merging merging, Locale language) {
        List<FieldError> missing = merging.into() == null
                ? List.of(problems.fieldError("/into", RefusalReason.MERGE_TARGET_UNKNOWN.code()))
                : List.of();
        return decide(
                caller,
                caseId,
                new Asked(merging, missing, ""),
                language,
                id -> flow.mergeInTriage(id, merging.into(), clock.instant()));
    }

    /**
     * @param wrong all that is wrong with the body itself
     * @param words pointer to the words that may be too long
     */
    private record Asked(TolerantBody body, List<FieldError> wrong, String words) {}

    private ResponseEntity<?> decide(
            Caller caller, String caseId, Asked asked, Locale language, Function<UUID, Reply> decision) {
        if (!mayTriage(caller)) {
            return forbidden();
        }
        if (asked.body().holdsUnknown() || !asked.wrong().isEmpty()) {
            return problems.invalid(asked.body(), asked.wrong());
        }
        Optional<UUID> id = watched(caller, caseId).map(CaseFile::id);
        if (id.isEmpty()) {
            return notFound();
        }
        Reply reply = Objects.requireNonNull(transaction.execute(status -> decision.apply(id.get())));
        return switch (reply) {
            case Reply.Done done -> ResponseEntity.ok(views.view(done.file(), language));
            case Reply.DoneBefore _ -> ResponseEntity.noContent().build();
            case Reply.Refused refused -> refused(refused.reason(), asked.words());
        };
    }

    @GetMapping("/{caseId}/same-matter")
    ResponseEntity<?> sameMatter(Caller caller, @PathVariable String caseId, Locale language) {
        if (!mayTriage(caller)) {
            return forbidden();
        }
        return watched(caller, caseId)
                .<ResponseEntity<?>>map(file ->
                        ResponseEntity.ok(new SameMatter(views.views(flow.mergeTargets(file), language), List.of())))
                .orElseGet(this::notFound);
    }

    private ResponseEntity<?> refused(RefusalReason reason, String words) {
        return switch (reason.kind()) {
            case NOT_FOUND -> notFound();
            case INCOMPLETE ->
                invalid(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        reason.field().isEmpty() ? words : "/" + reason.field(),
                        reason.code());
            case CONFLICT, REUSED ->
                problems.problem(HttpStatus.CONFLICT, reason.code()).response();
        };
    }

    private ResponseEntity<?> invalid(HttpStatus status, String pointer, String code, Object... args) {
        return problems.problem(status, "invalid_request")
                .error(pointer, code, args)
                .response();
    }

    private ResponseEntity<?> notFound() {
        return problems.problem(HttpStatus.NOT_FOUND, RefusalReason.CASE_NOT_FOUND.code())
                .response();
    }

    private ResponseEntity<?> forbidden() {
        return problems.problem(HttpStatus.FORBIDDEN, "triage_only").response();
    }

    private static boolean mayTriage(Caller caller) {
        return caller.oversees();
    }

    /** A case of another territory than the caller's isn't there for them. */
    private Optional<CaseFile> watched(Caller caller, String caseId) {
        return id(caseId)
                .flatMap(cases::find)
                .filter(file -> caller.oversees(file.request().jurisdictionId()));
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
