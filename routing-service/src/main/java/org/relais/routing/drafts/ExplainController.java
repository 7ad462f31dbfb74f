package org.relais.routing.drafts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.platform.problem.FieldError;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.relais.routing.area.Areas;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.cases.Reason;
import org.relais.routing.cases.Standings;
import org.relais.routing.responsibility.Responsibility;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.rules.RunnerUp;
import org.relais.routing.rules.Suggestion;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.DecisionBasis;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What would happen to a request, and why. Nothing is stored. */
@RestController
class ExplainController {

    /** How far ahead it may be asked: no calendar knows its holidays much longer. */
    private static final Duration FARTHEST = Duration.ofDays(10 * 366L);

    private final Territories territories;
    private final Responsibility responsibility;
    private final Drafting drafting;
    private final Standings standings;
    private final Problems problems;
    private final Clock clock;

    ExplainController(
            Territories territories,
            Responsibility responsibility,
            Drafting drafting,
            Standings standings,
            Problems problems,
            Clock clock) {
        this.territories = territories;
        this.responsibility = responsibility;
        this.drafting = drafting;
        this.standings = standings;
        this.problems = problems;
        this.clock = clock;
    }

    record Place(@Nullable Double latitude, @Nullable Double longitude) {
        @Override
        public String toString() {
            return "Place[…]";
        }
    }

    /**
     * A request as it might come in.
     *
     * @param requester what kind of who asks it is, for example {@code named}; unknown where it is left out
     * @param flags what else is known of it, for example {@code photo}
     * @param submittedAt when; now where it is left out
     * @param draftId a draft to ask instead of the rules in force, for operators
     */
    record Asked(
            @Nullable String serviceCode,
            @Nullable Place location,
            @Nullable Map<String, @Nullable List<@Nullable String>> answers,
            @Nullable String description,
            @Nullable String channel,
            @Nullable String requester,
            @Nullable List<@Nullable String> flags,
            @Nullable Instant submittedAt,
            @Nullable UUID draftId) {
        @Override
        public String toString() {
            return "Asked[serviceCode=" + serviceCode + "]";
        }
    }

    /**
     * @param outcome {@code routed} or {@code deferred}
     * @param code {@code rule_matched}, {@code words_suggest}, or why no rule decides
     * @param text why, as the person who asked reads it
     * @param visibility {@code public} or {@code private}, as rules say; a private service's requests are private in any case
     * @param sentences all of it in plain words
     */
    record Explanation(
            String outcome,
            String code,
            @Nullable Named department,
            String ruleId,
            long territoryVersion,
            String text,
            Map<String, String> facts,
            List<RunnerUp> runnersUp,
            @Nullable Named area,
            List<Nearby> areasNearby,
            @Nullable Instant expectedAt,
            String visibility,
            Reason.@Nullable Confidence confidence,
            List<String> sentences) {}

    record Named(String code, String name) {}

    /** @param metres how far its border is from the place */
    record Nearby(String code, String name, long metres) {}

    @PostMapping(path = "/api/v1/territories/{jurisdictionId}/explain", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> explain(
            Caller caller, @PathVariable String jurisdictionId, @RequestBody Asked asked, Locale language) {
        Optional<Territory> territory = territory(caller, jurisdictionId, asked, language);
        if (territory.isEmpty()) {
            return problems.problem(HttpStatus.NOT_FOUND, "territory_unknown").response();
        }
        List<FieldError> wrong = wrong(asked);
        if (!wrong.isEmpty()) {
            return problems.problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid_request")
                    .errors(wrong)
                    .response();
        }
        RoutingFacts facts = new RoutingFacts(
                jurisdictionId,
                asked.serviceCode() == null ? "" : asked.serviceCode(),
                point(asked.location()),
                null,
                answers(asked),
                asked.description() == null ? "" : asked.description(),
                asked.channel() == null ? "web" : asked.channel(),
                asked.requester() == null ? "" : asked.requester(),
                flags(asked),
                asked.submittedAt() == null ? clock.instant() : asked.submittedAt());
        Decision decision = responsibility.decide(DecisionBasis.of(territory.get()), facts);
        return ResponseEntity.ok(explained(territory.get(), facts, decision, language));
    }

    private List<FieldError> wrong(Asked asked) {
        List<FieldError> wrong = new ArrayList<>();
        Place place = asked.location();
        if (place != null && !inRange(place)) {
            wrong.add(problems.fieldError("/location", "location_invalid"));
        }
        Instant submittedAt = asked.submittedAt();
        if (submittedAt != null
                && (submittedAt.isBefore(Instant.EPOCH)
                        || submittedAt.isAfter(clock.instant().plus(FARTHEST)))) {
            wrong.add(problems.fieldError("/submittedAt", "moment_out_of_range"));
        }
        if (asked.answers() != null) {
            asked.answers().forEach((question, values) -> {
                if (values == null || values.contains(null)) {
                    wrong.add(problems.fieldError("/answers/" + escaped(question), "answer_not_a_list"));
                }
            });
        }
        if (asked.requester() != null && !RoutingFacts.REQUESTERS.contains(asked.requester())) {
            wrong.add(
                    problems.fieldError("/requester", "requester_unknown", String.join(", ", RoutingFacts.REQUESTERS)));
        }
        if (asked.flags() != null
                && asked.flags().stream().anyMatch(flag -> flag == null || !RoutingFacts.FLAGS.contains(flag))) {
            wrong.add(problems.fieldError("/flags", "flag_unknown", String.join(", ", RoutingFacts.FLAGS)));
        }
        return wrong;
    }

    private static String escaped(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }

    private static Map<String, List<String>> answers(Asked asked) {
        Map<String, List<String>> answers = new HashMap<>();
        if (asked.answers() != null) {
            asked.answers().forEach((question, values) -> answers.put(question, present(values)));
        }
        return answers;
    }

    private static Set<String> flags(Asked asked) {
        return Set.copyOf(present(asked.flags()));
    }

    private static List<String> present(@Nullable List<@Nullable String> values) {
        List<String> present = new ArrayList<>();
        if (values != null) {
            for (String value : values) {
                if (value != null) {
                    present.add(value);
                }
            }
        }
        return present;
    }

    private Optional<Territory> territory(Caller caller, String jurisdictionId, Asked asked, Locale language) {
        if (asked.draftId() == null) {
            return territories.current(jurisdictionId);
        }
        return caller.oversees(jurisdictionId)
                ? drafting.find(jurisdictionId, asked.draftId())
                        .flatMap(draft -> drafting.check(draft, language).territory())
                : Optional.empty();
    }

    private Explanation explained(Territory territory, RoutingFacts facts, Decision decision, Locale language) {
        String text = territory.said(decision.reason(), language, "");
        GeoPoint point = facts.point();
        List<Nearby> nearby = decision.areaId() != null || point == null
                ? List.of()
                : territory.areas().near(point, Areas.TOLERANCE_METRES).stream()
                        .map(near -> new Nearby(
                                near.area().id(),
                                territory.areaName(near.area().id(), language),
                                Math.round(near.metres())))
                        .toList();
        List<String> sentences = new ArrayList<>();
        return switch (decision) {
            case Decision.Routed routed when routed.ruleId().isEmpty() -> byWords(territory, routed, text, language);
            case Decision.Routed routed -> {
                String name = territory.departmentName(routed.departmentCode(), language);
                Reason.Confidence standing = standings.of(
                        territory.jurisdictionId(), routed.ruleId(), Objects.requireNonNull(routed.ruleRow()));
                sentences.add(DraftTexts.of(
                        "explain.routed", language, routed.ruleId(), Long.toString(territory.version()), name));
                sentences.add(text);
                addFacts(sentences, territory, decision, language);
                addWords(sentences, territory, decision, language);
                addVisibility(sentences, decision, language);
                sentences.add(expected(territory, routed, language));
                sentences.add(
                        standing == null
                                ? DraftTexts.of("explain.confidence_unknown", language)
                                : DraftTexts.of(
                                        "explain.confidence",
                                        language,
                                        standing.percent(),
                                        standing.stood(),
                                        standing.decided()));
                yield new Explanation(
                        "routed",
                        routed.reasonCode(),
                        new Named(routed.departmentCode(), name),
                        routed.ruleId(),
                        territory.version(),
                        text,
                        decision.facts(),
                        decision.runnersUp(),
                        area(territory, decision, language),
                        List.of(),
                        routed.expectedAt(),
                        visibility(routed),
                        standing,
                        sentences);
            }
            case Decision.Deferred deferred -> {
                sentences.add(DraftTexts.of("explain.deferred", language, Long.toString(territory.version()), text));
                addFacts(sentences, territory, decision, language);
                addWords(sentences, territory, decision, language);
                addVisibility(sentences, decision, language);
                if (!nearby.isEmpty()) {
                    sentences.add(DraftTexts.of(
                            "explain.nearby",
                            language,
                            nearby.stream()
                                    .map(area -> area.name() + " (" + area.metres() + " m)")
                                    .collect(Collectors.joining(", "))));
                }
                yield new Explanation(
                        "deferred",
                        deferred.reasonCode(),
                        null,
                        "",
                        territory.version(),
                        text,
                        decision.facts(),
                        decision.runnersUp(),
                        area(territory, decision, language),
                        nearby,
                        null,
                        visibility(deferred),
                        null,
                        sentences);
            }
        };
    }

    /** Its text says all there is to say of why; confidence is that of the words. */
    private static Explanation byWords(Territory territory, Decision.Routed routed, String text, Locale language) {
        Suggestion suggestion = Suggestion.in(routed.facts()).orElseThrow();
        List<String> sentences = new ArrayList<>(List.of(text));
        addFacts(sentences, territory, routed, language);
        addVisibility(sentences, routed, language);
        sentences.add(expected(territory, routed, language));
        return new Explanation(
                "routed",
                routed.reasonCode(),
                new Named(routed.departmentCode(), territory.departmentName(routed.departmentCode(), language)),
                "",
                territory.version(),
                text,
                routed.facts(),
                routed.runnersUp(),
                area(territory, routed, language),
                List.of(),
                routed.expectedAt(),
                visibility(routed),
                Reason.Confidence.of(suggestion),
                sentences);
    }

    private static String expected(Territory territory, Decision.Routed routed, Locale language) {
        return DraftTexts.of(
                "explain.expected",
                language,
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(language)
                        .format(routed.expectedAt().atZone(territory.timeZone())));
    }

    private static void addFacts(List<String> sentences, Territory territory, Decision decision, Locale language) {
        sentences.add(DraftTexts.of(
                "explain.facts",
                language,
                decision.facts().entrySet().stream()
                        .filter(fact -> !Suggestion.isPartOfOne(fact.getKey()))
                        .map(fact -> fact.getKey() + " = " + fact.getValue())
                        .collect(Collectors.joining(", "))));
        if (!decision.runnersUp().isEmpty()) {
            sentences.add(DraftTexts.of(
                    "explain.runners_up",
                    language,
                    decision.runnersUp().stream()
                            .map(runnerUp -> DraftTexts.of(
                                    "explain.runner_up",
                                    language,
                                    runnerUp.ruleId(),
                                    territory.departmentName(runnerUp.departmentCode(), language)))
                            .collect(Collectors.joining(", "))));
        }
    }

    private static void addWords(List<String> sentences, Territory territory, Decision decision, Locale language) {
        Suggestion.in(decision.facts())
                .ifPresent(suggestion -> sentences.add(DraftTexts.of(
                        suggestion.contradicts() ? "explain.words_contradict" : "explain.words",
                        language,
                        suggestion.candidates().stream()
                                .map(candidate -> DraftTexts.of(
                                        "explain.likely",
                                        language,
                                        territory.departmentName(candidate.departmentCode(), language),
                                        candidate.percent()))
                                .collect(Collectors.joining(", ")))));
    }

    private static void addVisibility(List<String> sentences, Decision decision, Locale language) {
        if (decision.visibility() == Visibility.PRIVATE) {
            sentences.add(DraftTexts.of("explain.private", language));
        }
    }

    private static String visibility(Decision decision) {
        return decision.visibility().word();
    }

    private static @Nullable Named area(Territory territory, Decision decision, Locale language) {
        String id = decision.areaId();
        return id == null ? null : new Named(id, territory.areaName(id, language));
    }

    private static @Nullable GeoPoint point(@Nullable Place place) {
        return place == null || place.latitude() == null || place.longitude() == null
                ? null
                : new GeoPoint(place.latitude(), place.longitude());
    }

    private static boolean inRange(Place place) {
        return place.latitude() != null
                && place.longitude() != null
                && Math.abs(place.latitude()) <= 90
                && Math.abs(place.longitude()) <= 180;
    }
}
