package org.relais.intake.browsing.web;

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
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.relais.intake.body.BodyReader;
import org.relais.intake.body.Members;
import org.relais.intake.body.Refusals;
import org.relais.intake.browsing.Browse;
import org.relais.intake.browsing.Filters;
import org.relais.intake.browsing.LookAlikes;
import org.relais.intake.browsing.LookAlikes.LookAlike;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territories.Selection;
import org.relais.intake.territory.Territory;
import org.relais.intake.tracking.PublicView;
import org.relais.intake.tracking.PublicViews;
import org.relais.intake.validation.Violations;
import org.relais.platform.problem.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What others have asked for. */
@RestController
@Tag(name = "Service requests")
class BrowsingController {

    private static final Duration UNTIL_TERRITORY = Duration.ofSeconds(5);
    private static final String LOOK_ALIKES = "/api/v1/service-requests/look-alikes";
    private static final int MOST = 100;
    private static final String USUAL = "20";

    private final Browse browse;
    private final LookAlikes lookAlikes;
    private final Territories territories;
    private final BodyReader bodies;
    private final Refusals refusals;
    private final Problems problems;
    private final Clock clock;

    BrowsingController(
            Browse browse,
            LookAlikes lookAlikes,
            Territories territories,
            BodyReader bodies,
            Refusals refusals,
            Problems problems,
            Clock clock) {
        this.browse = browse;
        this.lookAlikes = lookAlikes;
        this.territories = territories;
        this.bodies = bodies;
        this.refusals = refusals;
        this.problems = problems;
        this.clock = clock;
    }

    /** What a person is about to ask for, and where. */
    @Schema(name = "LookAlikesSought")
    record SoughtDraft(
            @Nullable String jurisdictionId,
            String serviceCode,
            double latitude,
            double longitude,

            @Schema(description = "In the person's own words.") @Nullable
            String description) {

        @Override
        public String toString() {
            return "SoughtDraft[]";
        }
    }

    @Operation(
            summary = "Public requests",
            description = "The newest first. Requests of private services, withdrawn and hidden ones are not listed;"
                    + " contact details never are.")
    @ApiResponse(
            responseCode = "200",
            description = "A page of the list.",
            content = @Content(schema = @Schema(implementation = ListedRequest.PageView.class)))
    @ApiResponse(responseCode = "400", description = "Something is wrong with a parameter; every error is named.")
    @GetMapping(path = "/api/v1/service-requests", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> list(
            @RequestParam(required = false) @Nullable String jurisdictionId,
            @Parameter(description = "Code of a service.") @RequestParam(required = false) @Nullable String serviceCode,
            @Parameter(description = "Id of an area.") @RequestParam(required = false) @Nullable String area,
            @Parameter(schema = @Schema(allowableValues = {"open", "closed"})) @RequestParam(required = false) @Nullable
                    String status,
            @Parameter(description = "Words that all stand in the description or the address; of the last year.")
                    @RequestParam(required = false)
                    @Nullable
                    String q,
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "" + MOST, defaultValue = USUAL))
                    @RequestParam(defaultValue = USUAL)
                    int limit,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable
                    String acceptLanguage) {
        Filters filters = new Filters(serviceCode, area, status, q, cursor);
        Violations violations = new Violations();
        if (limit < 1 || limit > MOST) {
            violations.add("?limit", "not_a_number_up_to", Integer.toString(MOST));
        }
        if (filters.status() != null && filters.state().isEmpty()) {
            violations.add("?status", "option_unknown", "open, closed");
        }
        if (filters.hasUnreadableCursor()) {
            violations.add("?cursor", "cursor_unreadable");
        }
        return in("?", jurisdictionId, violations, territory -> {
            String language = PublicViews.language(acceptLanguage);
            Browse.Page page = browse.page(filters, territory, language, clock.instant(), limit);
            return answer(
                    language,
                    new ListedRequest.PageView(
                            page.items().stream().map(ListedRequest::of).toList(), page.nextCursor()));
        });
    }

    @Operation(
            summary = "Requests that may be about the same thing",
            description =
                    "Before filing: near the place, of the same service or, with like words, of its group; open, or"
                            + " answered within 30 days. The likeliest first, five at most. To join one, POST to its"
                            + " support. What the person wrote stands in the body, and so in no log of addresses.",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = SoughtDraft.class))))
    @ApiResponse(
            responseCode = "200",
            description = "What was found, perhaps nothing.",
            content = @Content(schema = @Schema(implementation = ListedRequest.LookAlikesView.class)))
    @ApiResponse(responseCode = "400", description = "Something is wrong with the body; every error is named.")
    @PostMapping(
            path = LOOK_ALIKES,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> alike(
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable
                    String acceptLanguage)
            throws IOException {
        return switch (bodies.read(request)) {
            case BodyReader.Result.TooLarge tooLarge -> refusals.tooLarge();
            case BodyReader.Result.Unreadable unreadable -> refusals.unreadable(unreadable);
            case BodyReader.Result.Read read -> {
                Violations violations = new Violations();
                Members body = read.members(violations);
                String jurisdictionId = body.text("jurisdictionId");
                String serviceCode = required("serviceCode", body.text("serviceCode"), "", violations);
                double latitude = required("latitude", body.number("latitude"), Double.NaN, violations);
                double longitude = required("longitude", body.number("longitude"), Double.NaN, violations);
                String description = body.text("description");
                body.refuseOthers();
                yield alike(
                        "/",
                        jurisdictionId,
                        new LookAlikes.Sought(serviceCode, latitude, longitude, description == null ? "" : description),
                        violations,
                        acceptLanguage);
            }
        };
    }

    /** What is required is missed where it is missing, and not where something else is wrong with it. */
    private static <T> T required(String name, @Nullable T value, T instead, Violations violations) {
        String pointer = "/" + name;
        if (value == null && !violations.concern(pointer)) {
            violations.add(pointer, "required");
        }
        return value == null ? instead : value;
    }

    @Operation(
            summary = "Requests that may be about the same thing, by address",
            deprecated = true,
            description = "As by POST, for what needs no words: a description given here stands in logs of addresses.")
    @ApiResponse(
            responseCode = "200",
            description = "What was found, perhaps nothing.",
            content = @Content(schema = @Schema(implementation = ListedRequest.LookAlikesView.class)))
    @ApiResponse(responseCode = "400", description = "Something is wrong with a parameter; every error is named.")
    @GetMapping(path = LOOK_ALIKES, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> alike(
            @RequestParam(required = false) @Nullable String jurisdictionId,
            @RequestParam String serviceCode,
            @RequestParam double latitude,
            @RequestParam double longitude,
            @RequestParam(defaultValue = "") String description,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable
                    String acceptLanguage) {
        return alike(
                "?",
                jurisdictionId,
                new LookAlikes.Sought(serviceCode, latitude, longitude, description),
                new Violations(),
                acceptLanguage);
    }

    /** @param at what stands before a name in an error: the sign of a parameter, or of a member of the body */
    private ResponseEntity<?> alike(
            String at,
            @Nullable String jurisdictionId,
            LookAlikes.Sought sought,
            Violations violations,
            @Nullable String acceptLanguage) {
        if (!violations.concern(at + "latitude") && !(Math.abs(sought.latitude()) <= 90)) {
            violations.add(at + "latitude", "latitude_out_of_range");
        }
        if (!violations.concern(at + "longitude") && !(Math.abs(sought.longitude()) <= 180)) {
            violations.add(at + "longitude", "longitude_out_of_range");
        }
        return in(at, jurisdictionId, violations, territory -> {
            if (territory.service(sought.serviceCode()).isEmpty()) {
                violations.add(at + "serviceCode", "service_unknown");
                return refusals.invalid(violations.all());
            }
            String language = PublicViews.language(acceptLanguage);
            List<LookAlike> found = lookAlikes.of(sought, territory, clock.instant());
            List<PublicView> views =
                    browse.views(found.stream().map(LookAlike::code).toList(), language);
            return answer(
                    language,
                    new ListedRequest.LookAlikesView(
                            views.stream().map(view -> view(view, found)).toList()));
        });
    }

    private static ListedRequest.LookAlikeView view(PublicView view, List<LookAlike> found) {
        LookAlike own = found.stream()
                .filter(alike -> alike.code().toString().equals(view.trackingCode()))
                .findFirst()
                .orElseThrow();
        return new ListedRequest.LookAlikeView(
                ListedRequest.of(view), own.metres(), Math.round(own.likeness() * 100) / 100.0);
    }

    private ResponseEntity<?> in(
            String at,
            @Nullable String jurisdictionId,
            Violations violations,
            Function<Territory, ResponseEntity<?>> answering) {
        return switch (territories.select(jurisdictionId)) {
            case Selection.NoneKnown none ->
                problems.problem(HttpStatus.SERVICE_UNAVAILABLE, "no_territory_yet")
                        .retryAfter(UNTIL_TERRITORY)
                        .response();
            case Selection.Ambiguous ambiguous -> {
                violations.add(at + "jurisdictionId", "jurisdiction_required");
                yield refusals.invalid(violations.all());
            }
            case Selection.Unknown unknown -> {
                violations.add(at + "jurisdictionId", "jurisdiction_unknown");
                yield refusals.invalid(violations.all());
            }
            case Selection.Selected(Territory territory) ->
                violations.isEmpty() ? answering.apply(territory) : refusals.invalid(violations.all());
        };
    }

    private static ResponseEntity<?> answer(String language, Object body) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_LANGUAGE, language)
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                .body(body);
    }
}
