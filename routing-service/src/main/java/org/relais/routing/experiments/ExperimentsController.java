package org.relais.routing.experiments;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.relais.routing.drafts.Draft;
import org.relais.routing.drafts.Drafting;
import org.relais.routing.territory.TerritoryEditions;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Experiments over HTTP, for operators and administrators. */
@RestController
@RequestMapping("/api/v1/territories/{jurisdictionId}/experiments")
class ExperimentsController {

    private static final int MOST_ITEMS = 100;
    private static final int MOST_DIFFERENCES = 50;

    private final Experiments experiments;
    private final Drafting drafting;
    private final StartExperiment starting;
    private final TerritoryEditions editions;
    private final Problems problems;
    private final Clock clock;

    ExperimentsController(
            Experiments experiments,
            Drafting drafting,
            StartExperiment starting,
            TerritoryEditions editions,
            Problems problems,
            Clock clock) {
        this.experiments = experiments;
        this.drafting = drafting;
        this.starting = starting;
        this.editions = editions;
        this.problems = problems;
        this.clock = clock;
    }

    /**
     * @param draftId the draft whose rules are tried; or
     * @param routeAt the confidence from which words are to decide where no rule does, above 0 and up to 1, with two digits
     * @param mode {@code shadow} or {@code share}
     * @param percent share of the requests they act on, 1 to 100; for {@code share}
     * @param startsAt now where it is left out
     */
    record NewExperiment(
            @Nullable UUID draftId,
            @Nullable BigDecimal routeAt,
            @Nullable String title,
            @Nullable String hypothesis,
            @Nullable String mode,
            @Nullable Integer percent,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt) {}

    /**
     * @param routeAt the threshold on trial; null where a table is
     * @param status {@code planned}, {@code running}, {@code ended} or {@code stopped}
     */
    record Item(
            UUID id,
            String title,
            String hypothesis,
            @Nullable BigDecimal routeAt,
            String mode,
            int percent,
            String status,
            long basedOn,
            Instant startsAt,
            Instant endsAt,
            @Nullable Instant stoppedAt,
            String createdBy) {}

    record Listing(List<Item> items, @Nullable String nextCursor) {}

    record WithResult(Item experiment, List<Experiments.Side> sides, List<Experiments.Difference> differences) {}

    record Adopted(UUID draftId, long revision) {}

    record InForce(String jurisdictionId, long version, BigDecimal routeAt) {}

    @GetMapping
    ResponseEntity<?> list(Caller caller, @PathVariable String jurisdictionId) {
        return mayTry(caller, jurisdictionId)
                ? ResponseEntity.ok(new Listing(
                        experiments.latest(jurisdictionId, MOST_ITEMS).stream()
                                .map(this::item)
                                .toList(),
                        null))
                : forbidden();
    }

    @GetMapping("/{experimentId}")
    ResponseEntity<?> result(Caller caller, @PathVariable String jurisdictionId, @PathVariable String experimentId) {
        return withExperiment(
                caller,
                jurisdictionId,
                experimentId,
                experiment -> ResponseEntity.ok(new WithResult(
                        item(experiment),
                        experiments.sides(experiment.id()),
                        experiments.differences(experiment.id(), MOST_DIFFERENCES))));
    }

    @PostMapping
    ResponseEntity<?> start(
            Caller caller, @PathVariable String jurisdictionId, @RequestBody NewExperiment wanted, Locale language) {
        if (!mayTry(caller, jurisdictionId)) {
            return forbidden();
        }
        return switch (starting.start(
                jurisdictionId,
                new StartExperiment.Wanted(
                        wanted.draftId(),
                        wanted.routeAt(),
                        wanted.title(),
                        wanted.hypothesis(),
                        wanted.mode(),
                        wanted.percent(),
                        wanted.startsAt(),
                        wanted.endsAt()),
                caller.clientId(),
                language)) {
            case StartExperiment.Outcome.Started(Experiment experiment) ->
                ResponseEntity.created(
                                URI.create("/api/v1/territories/" + jurisdictionId + "/experiments/" + experiment.id()))
                        .body(item(experiment));
            case StartExperiment.Outcome.Invalid(String field, String code) ->
                problems.problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid_request")
                        .error("/" + field, code)
                        .response();
            case StartExperiment.Outcome.DraftInvalid _ ->
                problems.problem(HttpStatus.UNPROCESSABLE_CONTENT, "draft_invalid")
                        .response();
            case StartExperiment.Outcome.AnotherRuns _ ->
                problems.problem(HttpStatus.CONFLICT, "experiment_running").response();
        };
    }

    /** One step back: from the next request on, the rules in force decide alone. */
    @PostMapping("/{experimentId}/stop")
    ResponseEntity<?> stop(Caller caller, @PathVariable String jurisdictionId, @PathVariable String experimentId) {
        return withExperiment(
                caller,
                jurisdictionId,
                experimentId,
                experiment -> experiments.stop(experiment.id(), clock.instant())
                        ? ResponseEntity.ok(item(experiments
                                .find(jurisdictionId, experiment.id())
                                .orElseThrow()))
                        : problems.problem(HttpStatus.CONFLICT, "experiment_stopped")
                                .response());
    }

    /**
     * A table that was tried becomes a draft, to be checked, simulated and published like any; a threshold, which is one number, is
     * put in force.
     */
    @PostMapping("/{experimentId}/adopt")
    ResponseEntity<?> adopt(Caller caller, @PathVariable String jurisdictionId, @PathVariable String experimentId) {
        return withExperiment(
                caller,
                jurisdictionId,
                experimentId,
                experiment -> experiment.routeAt() == null
                        ? drafted(experiment, caller)
                        : inForce(experiment, experiment.routeAt(), caller));
    }

    private ResponseEntity<?> drafted(Experiment experiment, Caller caller) {
        String jurisdictionId = experiment.jurisdictionId();
        return switch (drafting.start(jurisdictionId, experiment.title(), experiment.rules(), caller.clientId())) {
            case Drafting.Answer.Done<Draft>(Draft draft) ->
                ResponseEntity.created(URI.create("/api/v1/territories/" + jurisdictionId + "/drafts/" + draft.id()))
                        .body(new Adopted(draft.id(), draft.revision()));
            case Drafting.Answer.No<Draft> no ->
                problems.problem(HttpStatus.CONFLICT, no.reason().code()).response();
        };
    }

    private ResponseEntity<?> inForce(Experiment experiment, BigDecimal routeAt, Caller caller) {
        String jurisdictionId = experiment.jurisdictionId();
        return switch (editions.publishThreshold(jurisdictionId, routeAt, caller.clientId(), experiment.title())) {
            case TerritoryEditions.Result.Published(long version) ->
                ResponseEntity.ok(new InForce(jurisdictionId, version, routeAt));
            case TerritoryEditions.Result.Unchanged _ ->
                problems.problem(HttpStatus.CONFLICT, "draft_unchanged").response();
            case TerritoryEditions.Result.Stale _ ->
                problems.problem(HttpStatus.CONFLICT, "draft_outdated").response();
            case TerritoryEditions.Result.NoSuchVersion _ ->
                problems.problem(HttpStatus.NOT_FOUND, "territory_unknown").response();
            case TerritoryEditions.Result.Refused _ ->
                problems.problem(HttpStatus.UNPROCESSABLE_CONTENT, "draft_invalid")
                        .response();
        };
    }

    private Item item(Experiment experiment) {
        return new Item(
                experiment.id(),
                experiment.title(),
                experiment.hypothesis(),
                experiment.routeAt(),
                experiment.mode().name().toLowerCase(Locale.ROOT),
                experiment.percent(),
                experiment.statusAt(clock.instant()),
                experiment.basedOn(),
                experiment.startsAt(),
                experiment.endsAt(),
                experiment.stoppedAt(),
                experiment.createdBy());
    }

    private ResponseEntity<?> withExperiment(
            Caller caller, String jurisdictionId, String experimentId, Function<Experiment, ResponseEntity<?>> work) {
        if (!mayTry(caller, jurisdictionId)) {
            return forbidden();
        }
        return id(experimentId)
                .flatMap(id -> experiments.find(jurisdictionId, id))
                .<ResponseEntity<?>>map(work)
                .orElseGet(() -> problems.problem(HttpStatus.NOT_FOUND, "experiment_not_found")
                        .response());
    }

    private ResponseEntity<?> forbidden() {
        return problems.problem(HttpStatus.FORBIDDEN, "triage_only").response();
    }

    private static boolean mayTry(Caller caller, String jurisdictionId) {
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
