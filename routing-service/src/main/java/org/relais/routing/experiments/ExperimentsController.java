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
import org.relais.routing.territory.Remark;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Experiments over HTTP, for operators and administrators. */
@RestController
@RequestMapping(path = "/api/v1/territories/{jurisdictionId}/experiments", produces = MediaType.APPLICATION_JSON_VALUE)
class ExperimentsController {

    private static final int MOST_ITEMS = 100;
    private static final int MOST_DIFFERENCES = 50;

    private final Experiments experiments;
    private final Trials trials;
    private final StartExperiment starting;
    private final AdoptExperiment adopting;
    private final Problems problems;
    private final Clock clock;

    ExperimentsController(
            Experiments experiments,
            Trials trials,
            StartExperiment starting,
            AdoptExperiment adopting,
            Problems problems,
            Clock clock) {
        this.experiments = experiments;
        this.trials = trials;
        this.starting = starting;
        this.adopting = adopting;
        this.problems = problems;
        this.clock = clock;
    }

    /**
     * @param routeAt the threshold on trial; null where a table is
     * @param status {@code planned}, {@code running}, {@code resting} (its rules name what the version in force lacks), {@code ended} or
     *     {@code stopped}
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
            @Nullable String stoppedBy,
            String createdBy) {}

    record Listing(List<Item> items, @Nullable String nextCursor) {}

    /** @param objections why it rests */
    record WithResult(
            Item experiment,
            List<Experiments.Side> sides,
            List<Experiments.Difference> differences,
            Experiments.Verdict verdict,
            List<Remark> objections) {}

    /** @param outdated whether the draft has to be started anew from the version in force before it can be published */
    record Adopted(UUID draftId, long revision, boolean outdated) {}

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
    ResponseEntity<?> result(
            Caller caller, @PathVariable String jurisdictionId, @PathVariable String experimentId, Locale language) {
        return withExperiment(caller, jurisdictionId, experimentId, experiment -> {
            Item item = item(experiment);
            return ResponseEntity.ok(new WithResult(
                    item,
                    experiments.sides(experiment.id()),
                    experiments.differences(experiment.id(), MOST_DIFFERENCES),
                    experiments.verdict(experiment.id()),
                    item.status().equals("resting") ? trials.objections(experiment, language) : List.of()));
        });
    }

    @PostMapping
    ResponseEntity<?> start(
            Caller caller,
            @PathVariable String jurisdictionId,
            @RequestBody StartExperiment.NewExperiment wanted,
            Locale language) {
        if (!mayTry(caller, jurisdictionId)) {
            return forbidden();
        }
        return switch (starting.start(jurisdictionId, wanted, caller.clientId(), language)) {
            case StartExperiment.Outcome.Started(Experiment experiment) ->
                ResponseEntity.created(
                                URI.create("/api/v1/territories/" + jurisdictionId + "/experiments/" + experiment.id()))
                        .body(item(experiment));
            case StartExperiment.Outcome.Invalid(String field, String code) ->
                problems.problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid_request")
                        .error("/" + field, code)
                        .response();
            case StartExperiment.Outcome.DraftUnfit(Drafting.Refusal reason) -> refused(reason);
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
                experiment -> experiments.stop(experiment.id(), caller.clientId(), clock.instant())
                        ? ResponseEntity.ok(item(experiments
                                .find(jurisdictionId, experiment.id())
                                .orElseThrow()))
                        : problems.problem(
                                        HttpStatus.CONFLICT,
                                        experiment.stoppedAt() == null ? "experiment_ended" : "experiment_stopped")
                                .response());
    }

    /**
     * A table that was tried becomes a draft, to be checked, simulated and published like any; a threshold, which is one number, is
     * put in force.
     */
    @PostMapping("/{experimentId}/adopt")
    ResponseEntity<?> adopt(Caller caller, @PathVariable String jurisdictionId, @PathVariable String experimentId) {
        return withExperiment(caller, jurisdictionId, experimentId, experiment -> switch (adopting.adopt(
                experiment, caller.clientId())) {
            case AdoptExperiment.Outcome.Drafted(Draft draft, boolean outdated) ->
                ResponseEntity.created(URI.create("/api/v1/territories/" + jurisdictionId + "/drafts/" + draft.id()))
                        .body(new Adopted(draft.id(), draft.revision(), outdated));
            case AdoptExperiment.Outcome.InForce(long version, BigDecimal routeAt) ->
                ResponseEntity.ok(new InForce(jurisdictionId, version, routeAt));
            case AdoptExperiment.Outcome.Refused(Drafting.Refusal reason) -> refused(reason);
        });
    }

    private ResponseEntity<?> refused(Drafting.Refusal reason) {
        return problems.problem(status(reason), reason.code()).response();
    }

    private static HttpStatus status(Drafting.Refusal reason) {
        if (reason == Drafting.Refusal.TERRITORY_UNKNOWN) {
            return HttpStatus.NOT_FOUND;
        }
        return reason == Drafting.Refusal.DRAFT_INVALID ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.CONFLICT;
    }

    private Item item(Experiment experiment) {
        return new Item(
                experiment.id(),
                experiment.title(),
                experiment.hypothesis(),
                experiment.routeAt(),
                experiment.mode().name().toLowerCase(Locale.ROOT),
                experiment.percent(),
                trials.status(experiment),
                experiment.basedOn(),
                experiment.startsAt(),
                experiment.endsAt(),
                experiment.stoppedAt(),
                experiment.stoppedBy(),
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
