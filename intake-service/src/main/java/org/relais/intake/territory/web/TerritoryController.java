package org.relais.intake.territory.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.relais.intake.territory.Languages;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territories.Selection;
import org.relais.intake.territory.Territory;
import org.relais.platform.problem.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Territory")
class TerritoryController {

    private static final Duration UNTIL_TERRITORY = Duration.ofSeconds(5);

    private final Territories territories;
    private final Problems problems;

    TerritoryController(Territories territories, Problems problems) {
        this.territories = territories;
        this.problems = problems;
    }

    @Operation(summary = "The territory that is served", description = "Texts in the caller's language.")
    @ApiResponse(
            responseCode = "200",
            description = "The territory.",
            content = @Content(schema = @Schema(implementation = TerritoryView.class)))
    @GetMapping("/territory")
    ResponseEntity<?> territory(
            @Parameter(description = "Needed only where several territories are published.")
                    @RequestParam(required = false)
                    @Nullable
                    String jurisdictionId,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable
                    String acceptLanguage) {
        return answer(jurisdictionId, acceptLanguage, TerritoryView::of);
    }

    @Operation(summary = "What can be asked for", description = "Each service with its questions.")
    @ApiResponse(
            responseCode = "200",
            description = "The services.",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = ServiceView.class))))
    @GetMapping("/services")
    ResponseEntity<?> services(
            @Parameter(description = "Needed only where several territories are published.")
                    @RequestParam(required = false)
                    @Nullable
                    String jurisdictionId,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable
                    String acceptLanguage) {
        return answer(
                jurisdictionId,
                acceptLanguage,
                (territory, language) -> territory.services().values().stream()
                        .map(service -> ServiceView.of(service, language))
                        .toList());
    }

    private ResponseEntity<?> answer(
            @Nullable String jurisdictionId,
            @Nullable String acceptLanguage,
            BiFunction<Territory, String, Object> view) {
        return switch (territories.select(jurisdictionId)) {
            case Selection.Selected(Territory territory) -> {
                String language = Languages.choose(acceptLanguage, territory.languages());
                yield ResponseEntity.ok()
                        .header(HttpHeaders.CONTENT_LANGUAGE, language)
                        .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                        .body(view.apply(territory, language));
            }
            case Selection.Ambiguous ambiguous -> refused("jurisdiction_required");
            case Selection.Unknown unknown -> refused("jurisdiction_unknown");
            case Selection.NoneKnown none ->
                problems.problem(HttpStatus.SERVICE_UNAVAILABLE, "no_territory_yet")
                        .retryAfter(UNTIL_TERRITORY)
                        .response();
        };
    }

    private ResponseEntity<?> refused(String code) {
        return problems.problem(HttpStatus.BAD_REQUEST, "invalid_request")
                .error("?jurisdictionId", code)
                .response();
    }
}
