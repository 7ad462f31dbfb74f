package org.relais.intake.browsing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What others have asked for. */
@RestController
@Tag(name = "Service requests")
class BrowsingController {

    private static final Duration UNTIL_TERRITORY = Duration.ofSeconds(5);
    private static final int MOST = 100;
    private static final String USUAL = "20";

    private final Browse browse;
    private final LookAlikes lookAlikes;
    private final Territories territories;
    private final Refusals refusals;
    private final Problems problems;
    private final Clock clock;

    BrowsingController(
            Browse browse,
            LookAlikes lookAlikes,
            Territories territories,
            Refusals refusals,
            Problems problems,
            Clock clock) {
        this.browse = browse;
        this.lookAlikes = lookAlikes;
        this.territories = territories;
        this.refusals = refusals;
        this.problems = problems;
        this.clock = clock;
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
        return in(jurisdictionId, violations, territory -> {
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
                            + " support.")
    @ApiResponse(
            responseCode = "200",
            description = "What was found, perhaps nothing.",
            content = @Content(schema = @Schema(implementation = ListedRequest.LookAlikesView.class)))
    @ApiResponse(responseCode = "400", description = "Something is wrong with a parameter; every error is named.")
    @GetMapping(path = "/api/v1/service-requests/look-alikes", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> alike(
            @RequestParam(required = false) @Nullable String jurisdictionId,
            @RequestParam String serviceCode,
            @RequestParam double latitude,
            @RequestParam double longitude,
            @RequestParam(defaultValue = "") String description,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable
                    String acceptLanguage) {
        Violations violations = new Violations();
        if (!(Math.abs(latitude) <= 90)) {
            violations.add("?latitude", "latitude_out_of_range");
        }
        if (!(Math.abs(longitude) <= 180)) {
            violations.add("?longitude", "longitude_out_of_range");
        }
        return in(jurisdictionId, violations, territory -> {
            if (territory.service(serviceCode).isEmpty()) {
                violations.add("?serviceCode", "service_unknown");
                return refusals.invalid(violations.all());
            }
            String language = PublicViews.language(acceptLanguage);
            List<LookAlike> found = lookAlikes.of(
                    new LookAlikes.Sought(serviceCode, latitude, longitude, description), territory, clock.instant());
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
            @Nullable String jurisdictionId, Violations violations, Function<Territory, ResponseEntity<?>> answering) {
        return switch (territories.select(jurisdictionId)) {
            case Selection.NoneKnown none ->
                problems.problem(HttpStatus.SERVICE_UNAVAILABLE, "no_territory_yet")
                        .retryAfter(UNTIL_TERRITORY)
                        .response();
            case Selection.Ambiguous ambiguous -> {
                violations.add("?jurisdictionId", "jurisdiction_required");
                yield refusals.invalid(violations.all());
            }
            case Selection.Unknown unknown -> {
                violations.add("?jurisdictionId", "jurisdiction_unknown");
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
