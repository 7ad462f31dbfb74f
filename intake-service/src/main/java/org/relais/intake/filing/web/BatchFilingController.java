package org.relais.intake.filing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.intake.body.BodyReader;
import org.relais.intake.body.BodyReader.Result;
import org.relais.intake.body.Members;
import org.relais.intake.body.PayloadDigest;
import org.relais.intake.body.Refusals;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.FilingResult;
import org.relais.intake.filing.IdempotencyKey;
import org.relais.intake.filing.PlaceNotices;
import org.relais.intake.filing.Standing;
import org.relais.intake.filing.Submission;
import org.relais.intake.filing.SubmitServiceRequest;
import org.relais.intake.limit.FilingLimits;
import org.relais.intake.territory.Territory;
import org.relais.intake.validation.Violation;
import org.relais.intake.validation.Violations;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.relais.platform.security.Roles;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Files many requests at once, for partners: each item stands for itself, with a key of its own, so that a batch that broke off is
 * simply sent again.
 */
@RestController
@Tag(name = "Service requests")
class BatchFilingController {

    static final int MOST_ITEMS = 100;

    private static final String PATH = FilingAnswers.PATH + "/batch";
    private static final int LONGEST_BODY = 1024 * 1024;

    private final SubmitServiceRequest submitServiceRequest;
    private final PlaceNotices placeNotices;
    private final BodyReader bodies;
    private final Refusals refusals;
    private final FilingAnswers answers;
    private final Problems problems;
    private final Derivations derivations;
    private final FilingLimits limits;
    private final FilingStandings standings;
    private final Clock clock;

    BatchFilingController(
            SubmitServiceRequest submitServiceRequest,
            PlaceNotices placeNotices,
            BodyReader bodies,
            Refusals refusals,
            FilingAnswers answers,
            Problems problems,
            Derivations derivations,
            FilingLimits limits,
            FilingStandings standings,
            Clock clock) {
        this.submitServiceRequest = submitServiceRequest;
        this.placeNotices = placeNotices;
        this.bodies = bodies;
        this.refusals = refusals;
        this.answers = answers;
        this.problems = problems;
        this.derivations = derivations;
        this.limits = limits;
        this.standings = standings;
        this.clock = clock;
    }

    @Schema(name = "BatchDraft")
    record BatchDraft(@Schema(description = "At most 100.") List<ItemDraft> items) {}

    @Schema(name = "BatchItemDraft")
    record ItemDraft(
            @Schema(
                    maxLength = IdempotencyKey.LONGEST,
                    description = "Names this request among the caller's; a repeat gets the first answer.")
            String idempotencyKey,

            ServiceRequestDraft request) {}

    @Schema(name = "BatchAnswer")
    record Answer(List<Item> items) {}

    /** What came of one item: a request, or the problem that would answer it alone. */
    @Schema(name = "BatchItem")
    record Item(
            @Schema(example = "/items/0") String pointer,
            @Schema(example = "201") int status,
            boolean replayed,
            @Nullable FiledRequest request,
            @Nullable ProblemDetail problem) {}

    @Operation(
            summary = "File many requests",
            description = "For callers with the role partner or import. Each item is filed or refused by itself; send a"
                    + " batch that broke off again as it was. Counts against the caller's quota, an item each.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = BatchDraft.class))))
    @ApiResponse(
            responseCode = "200",
            description = "What came of each item, in their order.",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    @ApiResponse(responseCode = "400", description = "It is no batch, or one of too many items; nothing was filed.")
    @ApiResponse(responseCode = "403", description = "The token has neither role.")
    @ApiResponse(responseCode = "429", description = "More than the quota; nothing was filed. See Retry-After.")
    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> file(
            @Parameter(hidden = true) HttpServletRequest request, @Parameter(hidden = true) Caller caller)
            throws IOException {
        if (!caller.has(Roles.PARTNER) && !caller.has(Roles.IMPORT)) {
            return problems.problem(HttpStatus.FORBIDDEN, "forbidden").response();
        }
        return switch (bodies.read(request, LONGEST_BODY)) {
            case Result.TooLarge tooLarge -> refusals.tooLarge();
            case Result.Unreadable unreadable -> refusals.unreadable(unreadable);
            case Result.Read read -> file(read.object(), caller, request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        };
    }

    private ResponseEntity<?> file(ObjectNode body, Caller caller, @Nullable String acceptLanguage) {
        JsonNode items = body.path("items");
        List<Violation> wrong = wrong(body, items);
        if (!wrong.isEmpty()) {
            return refusals.invalid(wrong);
        }
        Duration wait = limits.countBatch(caller, items.size());
        if (wait.isPositive()) {
            return refusals.tooMany(wait);
        }
        List<Item> filed = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            filed.add(item(items.get(index), "/items/" + index, caller, acceptLanguage));
        }
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(new Answer(filed));
    }

    private static List<Violation> wrong(ObjectNode body, JsonNode items) {
        Violations violations = new Violations();
        if (items.isMissingNode()) {
            violations.add("/items", "required");
        } else if (!items.isArray()) {
            violations.add("/items", "wrong_type_list");
        } else if (items.isEmpty() || items.size() > MOST_ITEMS) {
            violations.add("/items", "items_out_of_range", Integer.toString(MOST_ITEMS));
        }
        for (String name : body.propertyNames()) {
            if (!name.equals("items")) {
                violations.add(Violations.step(name), "unknown_field", name);
            }
        }
        return violations.all();
    }

    private Item item(JsonNode item, String pointer, Caller caller, @Nullable String acceptLanguage) {
        Violations violations = new Violations();
        if (!(item instanceof ObjectNode object)) {
            violations.add(pointer, "wrong_type_object");
            return of(refusals.invalid(violations.all()), pointer);
        }
        Members members = Members.of(object, pointer, violations);
        String key = members.text("idempotencyKey");
        Members request = members.object("request");
        members.refuseOthers();
        if (key == null && !violations.concern(pointer + "/idempotencyKey")) {
            violations.add(pointer + "/idempotencyKey", "required");
        } else if (key != null && !IdempotencyKey.isUsable(key)) {
            violations.add(
                    pointer + "/idempotencyKey", "idempotency_key_malformed", Integer.toString(IdempotencyKey.LONGEST));
        }
        if (request == null) {
            if (!violations.concern(pointer + "/request")) {
                violations.add(pointer + "/request", "required");
            }
            return of(refusals.invalid(violations.all()), pointer);
        }
        Submission submission = SubmissionBody.read(request);
        if (!violations.isEmpty()) {
            return of(refusals.invalid(violations.all()), pointer);
        }
        Optional<Territory> forbidden = standings.forbidden(caller, submission.jurisdictionId());
        if (forbidden.isPresent()) {
            return of(answers.forbidden(forbidden.get()), pointer);
        }
        FilingResult result = submitServiceRequest.submit(
                submission,
                new SubmitServiceRequest.Call(
                        caller.clientId(),
                        caller.has(Roles.IMPORT) ? Standing.IMPORTER : Standing.PERSON,
                        caller.has(Roles.PARTNER) ? "PARTNER" : "API",
                        acceptLanguage,
                        key,
                        derivations.mark(PayloadDigest.of(object.path("request"))),
                        clock.instant()),
                violations);
        return of(
                answers.of(
                        below(result, pointer + "/request"),
                        pointer + "/idempotencyKey",
                        placeNotices.notice(submission, acceptLanguage).orElse(null)),
                pointer);
    }

    /** What is wrong with a request stands where the request stands in the batch. */
    private static FilingResult below(FilingResult result, String pointer) {
        return result instanceof FilingResult.Refused(List<Violation> violations)
                ? new FilingResult.Refused(violations.stream()
                        .map(violation ->
                                new Violation(pointer + violation.pointer(), violation.code(), violation.arguments()))
                        .toList())
                : result;
    }

    private static Item of(ResponseEntity<?> answer, String pointer) {
        return new Item(
                pointer,
                answer.getStatusCode().value(),
                answer.getHeaders().containsHeader(FilingAnswers.REPLAYED),
                answer.getBody() instanceof FiledRequest request ? request : null,
                answer.getBody() instanceof ProblemDetail problem ? problem : null);
    }
}
