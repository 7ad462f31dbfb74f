package org.relais.routing.drafts;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.relais.platform.problem.FieldError;
import org.relais.platform.problem.Problems;
import org.relais.platform.problem.TolerantBody;
import org.relais.platform.security.Caller;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.Remark;
import org.relais.routing.territory.TerritoryEditions;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Drafts over HTTP, for operators and administrators. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class DraftsController {

    private static final int MOST_REQUESTS = 50_000;
    private static final int LARGEST_SAMPLE = 200;
    private static final int MOST_ITEMS = 100;

    private final Drafting drafting;
    private final TerritoryEditions editions;
    private final Problems problems;

    DraftsController(Drafting drafting, TerritoryEditions editions, Problems problems) {
        this.drafting = drafting;
        this.editions = editions;
        this.problems = problems;
    }

    /** @param rules the table as CSV; the rules in force where it is left out */
    record NewDraft(@Nullable String title, @Nullable String rules) {}

    record Change(
            @Nullable String title,
            @Nullable String rules,
            @Nullable Long revision) {}

    /** @param version the version in force whose changes were seen; that of now where it is left out */
    record Renewal(@Nullable Long revision, @Nullable Long version) {}

    /** @param rows those in force that differ from the ones the draft was made from */
    record Meanwhile(long version, List<ChangedRow> rows) {
        static Meanwhile of(Drafting.Meanwhile meanwhile) {
            return new Meanwhile(
                    meanwhile.version(),
                    meanwhile.rows().stream()
                            .map(row ->
                                    new ChangedRow(row.ruleId(), row.change().code()))
                            .toList());
        }
    }

    /** @param change {@code added}, {@code changed}, {@code moved} or {@code removed} */
    record ChangedRow(String ruleId, String change) {}

    record Publishing(@Nullable Long revision, @Nullable String note) {}

    /** @param visibility public or private; as the rule says that it is an exception to where it is left out */
    record NewRule(
            @Nullable String department,
            @Nullable Boolean onlyThisArea,
            @Nullable String visibility,
            @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, Object> others)
            implements TolerantBody {
        @Override
        public String toString() {
            return "NewRule[department=" + department + "]";
        }
    }

    record Listing(List<Item> items, @Nullable String nextCursor) {}

    /** A draft without its table. */
    record Item(
            UUID id,
            String title,
            String status,
            long basedOn,
            long revision,
            String changedBy,
            Instant changedAt,
            @Nullable Long publishedVersion) {
        static Item of(Draft draft) {
            return new Item(
                    draft.id(),
                    draft.title(),
                    draft.status().name().toLowerCase(Locale.ROOT),
                    draft.basedOn(),
                    draft.revision(),
                    draft.changedBy(),
                    draft.changedAt(),
                    draft.publishedVersion());
        }
    }

    record Whole(Item draft, String rules, Draft.@Nullable Mends mends) {}

    record Checks(boolean publishable, List<Remark> remarks) {}

    record InForce(String jurisdictionId, long version) {}

    record History(
            List<TerritoryEditions.Act> items, @Nullable String nextCursor) {}

    @GetMapping("/territories/{jurisdictionId}/drafts")
    ResponseEntity<?> list(Caller caller, @PathVariable String jurisdictionId) {
        return mayEdit(caller, jurisdictionId)
                ? ResponseEntity.ok(new Listing(
                        drafting.latest(jurisdictionId, MOST_ITEMS).stream()
                                .map(Item::of)
                                .toList(),
                        null))
                : forbidden();
    }

    @PostMapping("/territories/{jurisdictionId}/drafts")
    ResponseEntity<?> start(Caller caller, @PathVariable String jurisdictionId, @RequestBody NewDraft wanted) {
        if (!mayEdit(caller, jurisdictionId)) {
            return forbidden();
        }
        String title = wanted.title() == null ? "" : wanted.title();
        return answer(drafting.start(jurisdictionId, title, wanted.rules(), caller.clientId()), this::created);
    }

    @GetMapping("/territories/{jurisdictionId}/drafts/{draftId}")
    ResponseEntity<?> read(Caller caller, @PathVariable String jurisdictionId, @PathVariable String draftId) {
        return withDraft(
                caller,
                jurisdictionId,
                draftId,
                draft -> ResponseEntity.ok(new Whole(Item.of(draft), draft.rules(), draft.mends())));
    }

    @PutMapping("/territories/{jurisdictionId}/drafts/{draftId}")
    ResponseEntity<?> change(
            Caller caller,
            @PathVariable String jurisdictionId,
            @PathVariable String draftId,
            @RequestBody Change change) {
        return withDraft(
                caller,
                jurisdictionId,
                draftId,
                draft -> answer(
                        drafting.change(
                                jurisdictionId,
                                draft.id(),
                                change.revision() == null ? draft.revision() : change.revision(),
                                change.title() == null ? draft.title() : change.title(),
                                change.rules() == null ? draft.rules() : change.rules(),
                                caller.clientId()),
                        changed -> ResponseEntity.ok(Item.of(changed))));
    }

    @GetMapping(path = "/territories/{jurisdictionId}/drafts/{draftId}/rules.csv", produces = TableFile.TYPE)
    ResponseEntity<?> table(Caller caller, @PathVariable String jurisdictionId, @PathVariable String draftId) {
        return withDraft(
                caller, jurisdictionId, draftId, draft -> TableFile.download(draft.rules(), TerritoryEditions.RULES));
    }

    /** @param revision the one that was read; that of now where it is left out */
    @PutMapping(path = "/territories/{jurisdictionId}/drafts/{draftId}/rules.csv", consumes = TableFile.TYPE)
    ResponseEntity<?> changeTable(
            Caller caller,
            @PathVariable String jurisdictionId,
            @PathVariable String draftId,
            @RequestParam(required = false) @Nullable Long revision,
            @RequestBody byte[] file) {
        return withDraft(
                caller,
                jurisdictionId,
                draftId,
                draft -> TableFile.text(file)
                        .<ResponseEntity<?>>map(table -> answer(
                                drafting.change(
                                        jurisdictionId,
                                        draft.id(),
                                        revision == null ? draft.revision() : revision,
                                        draft.title(),
                                        table,
                                        caller.clientId()),
                                changed -> ResponseEntity.ok()
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .body(Item.of(changed))))
                        .orElseGet(() -> problems.problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid_request")
                                .error("/rules", "file_not_utf8")
                                .response()));
    }

    /** The rules in force. */
    @GetMapping(path = "/territories/{jurisdictionId}/rules.csv", produces = TableFile.TYPE)
    ResponseEntity<?> tableInForce(Caller caller, @PathVariable String jurisdictionId) {
        if (!mayEdit(caller, jurisdictionId)) {
            return forbidden();
        }
        return editions.inForce(jurisdictionId)
                .<ResponseEntity<?>>map(edition -> TableFile.download(
                        edition.files().getOrDefault(TerritoryEditions.RULES, ""), TerritoryEditions.RULES))
                .orElseGet(() -> refused(Drafting.Refusal.TERRITORY_UNKNOWN, List.of()));
    }

    /** What was published since the draft was begun. */
    @GetMapping("/territories/{jurisdictionId}/drafts/{draftId}/meanwhile")
    ResponseEntity<?> meanwhile(Caller caller, @PathVariable String jurisdictionId, @PathVariable String draftId) {
        return withDraft(
                caller,
                jurisdictionId,
                draftId,
                draft -> drafting.meanwhile(draft)
                        .<ResponseEntity<?>>map(meanwhile -> ResponseEntity.ok(Meanwhile.of(meanwhile)))
                        .orElseGet(() -> refused(Drafting.Refusal.TERRITORY_UNKNOWN, List.of())));
    }

    /** Starts an outdated draft anew, with its table, from the version in force. */
    @PostMapping("/territories/{jurisdictionId}/drafts/{draftId}/renewal")
    ResponseEntity<?> renew(
            Caller caller,
            @PathVariable String jurisdictionId,
            @PathVariable String draftId,
            @RequestBody Renewal renewal) {
        return withDraft(
                caller,
                jurisdictionId,
                draftId,
                draft -> answer(
                        drafting.renew(
                                jurisdictionId,
                                draft.id(),
                                renewal.revision() == null ? draft.revision() : renewal.revision(),
                                renewal.version() == null
                                        ? drafting.meanwhile(draft)
                                                .map(Drafting.Meanwhile::version)
                                                .orElse(0L)
                                        : renewal.version(),
                                caller.clientId()),
                        renewed -> ResponseEntity.ok(Item.of(renewed))));
    }

    @DeleteMapping("/territories/{jurisdictionId}/drafts/{draftId}")
    ResponseEntity<?> discard(Caller caller, @PathVariable String jurisdictionId, @PathVariable String draftId) {
        return withDraft(
                caller,
                jurisdictionId,
                draftId,
                draft -> answer(
                        drafting.discard(jurisdictionId, draft.id(), caller.clientId()),
                        gone -> ResponseEntity.noContent().build()));
    }

    @GetMapping("/territories/{jurisdictionId}/drafts/{draftId}/checks")
    ResponseEntity<?> check(
            Caller caller, @PathVariable String jurisdictionId, @PathVariable String draftId, Locale language) {
        return withDraft(caller, jurisdictionId, draftId, draft -> {
            TerritoryEditions.Reading reading = drafting.check(draft, language);
            return ResponseEntity.ok(new Checks(reading.territory().isPresent(), reading.remarks()));
        });
    }

    @PostMapping("/territories/{jurisdictionId}/drafts/{draftId}/simulation")
    ResponseEntity<?> simulate(
            Caller caller,
            @PathVariable String jurisdictionId,
            @PathVariable String draftId,
            @RequestParam(defaultValue = "10000") int requests,
            @RequestParam(defaultValue = "20") int sample,
            Locale language) {
        if (requests < 1 || requests > MOST_REQUESTS) {
            return outOfRange("?requests", MOST_REQUESTS);
        }
        if (sample < 0 || sample > LARGEST_SAMPLE) {
            return outOfRange("?sample", LARGEST_SAMPLE);
        }
        return withDraft(
                caller,
                jurisdictionId,
                draftId,
                draft -> answer(drafting.simulate(draft, requests, sample, language), ResponseEntity::ok));
    }

    @PostMapping("/territories/{jurisdictionId}/drafts/{draftId}/publish")
    ResponseEntity<?> publish(
            Caller caller,
            @PathVariable String jurisdictionId,
            @PathVariable String draftId,
            @RequestBody Publishing publishing) {
        return withDraft(
                caller,
                jurisdictionId,
                draftId,
                draft -> answer(
                        drafting.publish(
                                jurisdictionId,
                                draft.id(),
                                publishing.revision() == null ? draft.revision() : publishing.revision(),
                                publishing.note() == null ? "" : publishing.note(),
                                caller.clientId()),
                        version -> ResponseEntity.ok(new InForce(jurisdictionId, version))));
    }

    @GetMapping("/territories/{jurisdictionId}/history")
    ResponseEntity<?> history(Caller caller, @PathVariable String jurisdictionId) {
        return mayEdit(caller, jurisdictionId)
                ? ResponseEntity.ok(new History(editions.history(jurisdictionId, MOST_ITEMS), null))
                : forbidden();
    }

    /** One click in triage: what was decided about this case becomes a draft of a rule. */
    @PostMapping("/triage/{caseId}/rule")
    ResponseEntity<?> makeRule(Caller caller, @PathVariable String caseId, @RequestBody NewRule rule) {
        if (!caller.oversees()) {
            return forbidden();
        }
        String department = rule.department() == null ? "" : rule.department().strip();
        Visibility.Choice chosen = Visibility.chosen(rule.visibility());
        List<FieldError> wrong = new ArrayList<>();
        if (department.isEmpty()) {
            wrong.add(problems.fieldError("/department", "department_missing"));
        }
        if (!chosen.isKnown()) {
            wrong.add(problems.fieldError("/visibility", "visibility_unknown"));
        }
        if (rule.holdsUnknown() || !wrong.isEmpty()) {
            return problems.invalid(rule, wrong);
        }
        Optional<UUID> id = id(caseId).filter(known -> drafting.isOf(known, caller::oversees));
        return id.isEmpty()
                ? refused(Drafting.Refusal.CASE_NOT_FOUND, List.of())
                : answer(
                        drafting.ruleFromCase(
                                id.get(),
                                department,
                                Boolean.TRUE.equals(rule.onlyThisArea()),
                                chosen.visibility(),
                                caller.clientId()),
                        this::created);
    }

    private ResponseEntity<?> created(Draft draft) {
        return ResponseEntity.created(
                        URI.create("/api/v1/territories/" + draft.jurisdictionId() + "/drafts/" + draft.id()))
                .body(Item.of(draft));
    }

    private ResponseEntity<?> withDraft(
            Caller caller, String jurisdictionId, String draftId, Function<Draft, ResponseEntity<?>> work) {
        if (!mayEdit(caller, jurisdictionId)) {
            return forbidden();
        }
        return id(draftId)
                .flatMap(id -> drafting.find(jurisdictionId, id))
                .<ResponseEntity<?>>map(work)
                .orElseGet(() -> refused(Drafting.Refusal.DRAFT_NOT_FOUND, List.of()));
    }

    private <T> ResponseEntity<?> answer(Drafting.Answer<T> answer, Function<T, ResponseEntity<?>> done) {
        return switch (answer) {
            case Drafting.Answer.Done<T>(T value) -> done.apply(value);
            case Drafting.Answer.No<T>(Drafting.Refusal reason, List<Remark> remarks) -> refused(reason, remarks);
        };
    }

    private ResponseEntity<?> refused(Drafting.Refusal reason, List<Remark> remarks) {
        return switch (reason) {
            case TERRITORY_UNKNOWN, DRAFT_NOT_FOUND, CASE_NOT_FOUND ->
                problems.problem(HttpStatus.NOT_FOUND, reason.code()).response();
            case DRAFT_CLOSED, DRAFT_CHANGED, DRAFT_OUTDATED, DRAFT_UNCHANGED, COLUMN_MISSING, RULE_GONE ->
                problems.problem(HttpStatus.CONFLICT, reason.code()).response();
            case DRAFT_INVALID ->
                problems.problem(HttpStatus.UNPROCESSABLE_CONTENT, reason.code())
                        .errors(remarks.stream()
                                .filter(Remark::error)
                                .map(DraftsController::fieldError)
                                .toList())
                        .response();
            case TITLE_MISSING,
                    TITLE_TOO_LONG,
                    TITLE_NULL_CHARACTER,
                    RULES_TOO_LARGE,
                    RULES_NULL_CHARACTER,
                    NOTE_NULL_CHARACTER,
                    SERVICE_MISSING,
                    DEPARTMENT_UNKNOWN ->
                problems.problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid_request")
                        .error("/" + reason.field(), reason.code())
                        .response();
        };
    }

    private ResponseEntity<?> outOfRange(String pointer, int most) {
        return problems.problem(HttpStatus.BAD_REQUEST, "invalid_request")
                .error(pointer, "limit_out_of_range", most)
                .response();
    }

    private ResponseEntity<?> forbidden() {
        return problems.problem(HttpStatus.FORBIDDEN, "triage_only").response();
    }

    private static FieldError fieldError(Remark remark) {
        String cell = remark.cell().isEmpty() ? "" : "/" + remark.cell();
        return new FieldError("/" + remark.file() + "/" + remark.line() + cell, remark.code(), remark.message());
    }

    private static boolean mayEdit(Caller caller, String jurisdictionId) {
        return caller.oversees(jurisdictionId);
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
