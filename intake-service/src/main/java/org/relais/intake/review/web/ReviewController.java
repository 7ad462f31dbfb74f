package org.relais.intake.review.web;

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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.intake.body.BodyReader;
import org.relais.intake.body.BodyReader.Result;
import org.relais.intake.body.Members;
import org.relais.intake.body.Refusals;
import org.relais.intake.review.FlaggedText;
import org.relais.intake.review.KeepBack;
import org.relais.intake.review.ReviewText;
import org.relais.intake.review.Reviewer;
import org.relais.intake.review.Verdict;
import org.relais.intake.validation.Violations;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Texts in which something personal was found, for the people who look at them. */
@RestController
@Tag(name = "Text reviews", description = "For callers with the role operator or admin.")
class ReviewController {

    private static final String PATH = "/api/v1/text-reviews";
    private static final Duration UNTIL_TERRITORY = Duration.ofSeconds(5);
    private static final int MOST = 50;

    private final ReviewText reviewText;
    private final BodyReader bodies;
    private final Refusals refusals;
    private final Problems problems;
    private final Clock clock;

    ReviewController(ReviewText reviewText, BodyReader bodies, Refusals refusals, Problems problems, Clock clock) {
        this.reviewText = reviewText;
        this.bodies = bodies;
        this.refusals = refusals;
        this.problems = problems;
        this.clock = clock;
    }

    /** A text to look at. */
    @Schema(name = "TextToReview")
    record TextView(
            @Schema(format = "uuid") String id,
            @Schema(example = "K7QF-29MD") String trackingCode,
            @Schema(description = "As the person wrote it.") String written,
            @Schema(description = "As anyone sees it now.") String published,

            @Schema(description = "What was found.", example = "[\"phone\", \"likely_name\"]")
            List<String> found,

            Instant at) {

        static TextView of(ReviewText.Seen seen) {
            FlaggedText text = seen.text();
            return new TextView(
                    text.eventId().toString(),
                    text.trackingCode().toString(),
                    text.written(),
                    text.published(),
                    seen.kinds().stream()
                            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                            .toList(),
                    text.at());
        }

        @Override
        public String toString() {
            return "TextView[" + id + "]";
        }
    }

    @Schema(name = "TextsToReview")
    record ListView(List<TextView> items, @Nullable String nextCursor) {}

    @Schema(name = "TextVerdict")
    record VerdictDraft(
            @Schema(
                    allowableValues = {"keep_masked", "show", "hide"},
                    description =
                            "show: what only looks like a name is shown, numbers and addresses never; hide: the text"
                                + " is shown to nobody but its writer and the department, and the request stands in no"
                                + " list.")
            String decision,

            @Schema(
                    allowableValues = {"third_person", "accusation", "private_life", "insult", "other"},
                    description = "Only with hide: why, for the one who wrote it.")
            @Nullable
            String reason) {}

    @Operation(
            summary = "Texts that wait for somebody to look at them",
            description = "The oldest first. What was found is hidden from the public meanwhile. Each look is recorded;"
                    + " callers whose token names a department or territories get the texts of those alone.")
    @ApiResponse(
            responseCode = "200",
            description = "At most 50; decide about them to see the next.",
            content = @Content(schema = @Schema(implementation = ListView.class)))
    @ApiResponse(responseCode = "403", description = "The caller is neither operator nor administrator.")
    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> waiting(@Parameter(hidden = true) Caller caller) {
        if (mayNot(caller)) {
            return problems.problem(HttpStatus.FORBIDDEN, "forbidden").response();
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new ListView(
                        reviewText.lookAtWaiting(reviewer(caller), MOST, clock.instant()).stream()
                                .map(TextView::of)
                                .toList(),
                        null));
    }

    @Operation(
            summary = "Decide about a text",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = VerdictDraft.class))))
    @ApiResponse(responseCode = "204", description = "Decided; a later decision takes its place.")
    @ApiResponse(responseCode = "403", description = "The caller is neither operator nor administrator.")
    @ApiResponse(responseCode = "404", description = "No such text, or nothing personal is in it any more.")
    @PostMapping(path = PATH + "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> decide(
            @PathVariable UUID id,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) Caller caller)
            throws IOException {
        if (mayNot(caller)) {
            return problems.problem(HttpStatus.FORBIDDEN, "forbidden").response();
        }
        return switch (bodies.read(request)) {
            case Result.TooLarge tooLarge -> refusals.tooLarge();
            case Result.Unreadable unreadable -> refusals.unreadable(unreadable);
            case Result.Read read -> decide(id, read, caller);
        };
    }

    private ResponseEntity<?> decide(UUID id, Result.Read read, Caller caller) {
        Violations violations = new Violations();
        Members body = read.members(violations);
        String word = body.text("decision");
        Verdict verdict = word == null ? null : Verdict.of(word).orElse(null);
        String why = verdict == Verdict.HIDE ? body.text("reason") : null;
        KeepBack reason = why == null ? null : KeepBack.of(why).orElse(null);
        body.refuseOthers();
        if (verdict == null && violations.isEmpty()) {
            violations.add(
                    "/decision",
                    "option_unknown",
                    Arrays.stream(Verdict.values()).map(Verdict::word).collect(Collectors.joining(", ")));
        }
        if (why != null && reason == null) {
            violations.add(
                    "/reason",
                    "option_unknown",
                    Arrays.stream(KeepBack.values()).map(KeepBack::word).collect(Collectors.joining(", ")));
        }
        if (verdict == null || !violations.isEmpty()) {
            return refusals.invalid(violations.all());
        }
        return switch (reviewText.decide(id, verdict, reason, reviewer(caller), clock.instant())) {
            case DECIDED -> ResponseEntity.noContent().build();
            case UNKNOWN ->
                problems.problem(HttpStatus.NOT_FOUND, "text_unknown").response();
            case TERRITORY_UNKNOWN ->
                problems.problem(HttpStatus.SERVICE_UNAVAILABLE, "no_territory_yet")
                        .retryAfter(UNTIL_TERRITORY)
                        .response();
        };
    }

    private static Reviewer reviewer(Caller caller) {
        return new Reviewer(caller.clientId(), caller.department(), caller.jurisdictions());
    }

    private static boolean mayNot(Caller caller) {
        return !caller.oversees();
    }
}
