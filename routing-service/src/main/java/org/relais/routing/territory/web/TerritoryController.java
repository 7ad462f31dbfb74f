package org.relais.routing.territory.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.platform.problem.FieldError;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.relais.platform.security.Roles;
import org.relais.routing.territory.OpenCases;
import org.relais.routing.territory.PublishedTerritories;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryDocument;
import org.relais.routing.territory.folder.Finding;
import org.relais.routing.territory.publishing.Publication;
import org.relais.routing.territory.publishing.PublishTerritory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/territories", produces = MediaType.APPLICATION_JSON_VALUE)
class TerritoryController {

    private final PublishedTerritories territories;
    private final PublishTerritory publishing;
    private final Problems problems;

    TerritoryController(PublishedTerritories territories, PublishTerritory publishing, Problems problems) {
        this.territories = territories;
        this.publishing = publishing;
        this.problems = problems;
    }

    /** The territories in force. */
    record Listing(List<Item> items, @Nullable String nextCursor) {}

    /** One of them. */
    record Item(String jurisdictionId, long version, String digest) {}

    /**
     * The version to go back to.
     *
     * @param leavingCases whether departments that it lacks may be left with their open cases
     */
    record Rollback(
            @NotNull @Positive Long version, @Nullable Boolean leavingCases) {}

    @GetMapping
    Listing inForce() {
        List<Item> items = territories.current().stream()
                .map(territory -> new Item(territory.jurisdictionId(), territory.version(), territory.digest()))
                .toList();
        return new Listing(items, null);
    }

    @GetMapping("/{jurisdictionId}/current")
    ResponseEntity<?> current(@PathVariable String jurisdictionId) {
        return answer(territories.current(jurisdictionId));
    }

    @GetMapping("/{jurisdictionId}/versions/{version}")
    ResponseEntity<?> version(@PathVariable String jurisdictionId, @PathVariable long version) {
        return answer(territories.version(jurisdictionId, version));
    }

    @PostMapping("/{jurisdictionId}/rollback")
    ResponseEntity<?> rollBack(
            Caller caller, @PathVariable String jurisdictionId, @Valid @RequestBody Rollback rollback) {
        if (!caller.has(Roles.ADMIN) || !caller.oversees(jurisdictionId)) {
            return problems.problem(HttpStatus.FORBIDDEN, "forbidden").response();
        }
        Map<String, Long> left = Boolean.TRUE.equals(rollback.leavingCases())
                ? Map.of()
                : publishing.leftBy(jurisdictionId, rollback.version());
        if (!left.isEmpty()) {
            return problems.problem(HttpStatus.CONFLICT, "territory_leaves_cases", OpenCases.told(left))
                    .with("openCases", left)
                    .response();
        }
        return switch (publishing.rollBack(jurisdictionId, rollback.version(), caller.clientId())) {
            case Publication.Published done ->
                ResponseEntity.ok(new Item(done.jurisdictionId(), done.version(), done.digest()));
            case Publication.Unchanged same ->
                problems.problem(HttpStatus.CONFLICT, "territory_version_in_force", same.version())
                        .response();
            case Publication.Stale _, Publication.NoSuchVersion _ -> notFound();
            case Publication.Refused refused ->
                problems.problem(HttpStatus.UNPROCESSABLE_CONTENT, "territory_version_invalid")
                        .errors(refused.findings().stream()
                                .filter(Finding::isError)
                                .map(TerritoryController::fieldError)
                                .toList())
                        .response();
        };
    }

    private ResponseEntity<?> answer(Optional<Territory> territory) {
        if (territory.isEmpty()) {
            return notFound();
        }
        return ResponseEntity.ok()
                .eTag("\"" + territory.get().digest() + "\"")
                .cacheControl(CacheControl.noCache())
                .contentType(MediaType.APPLICATION_JSON)
                .body(TerritoryDocument.of(territory.get()));
    }

    private ResponseEntity<?> notFound() {
        return problems.problem(HttpStatus.NOT_FOUND, "territory_unknown").response();
    }

    private static FieldError fieldError(Finding finding) {
        Locale language = LocaleContextHolder.getLocale();
        return new FieldError("/" + finding.file() + "/" + finding.line(), finding.code(), finding.message(language));
    }
}
