package org.relais.routing.drafts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Point;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.relais.routing.area.Area;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.rules.Rule;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.Remark;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryEditions;
import org.springframework.beans.factory.annotation.Autowired;

/** What a rule's mistakes suggest changes what that rule takes of that service, and nothing else. */
class ExceptionsIT extends RunningService {

    private static final List<Instant> TIMES =
            List.of(Instant.parse("2026-11-25T10:00:00Z"), Instant.parse("2026-11-25T23:30:00Z"));

    @Autowired
    private Drafting drafting;

    @Autowired
    private Territories territories;

    @Autowired
    private TerritoryEditions editions;

    private final List<Draft> made = new ArrayList<>();
    private long version;

    @BeforeEach
    void remember() {
        version = valmont().version();
    }

    @AfterEach
    void leaveNothing() {
        made.forEach(draft -> drafting.discard(TERRITORY, draft.id(), "operator"));
        if (valmont().version() != version) {
            editions.rollBack(TERRITORY, version, "admin");
        }
    }

    @Test
    void everyRuleAndServiceOfTheDemoGetsADraftThatCanBePublishedAndChangesNothingElse() {
        Territory now = valmont();
        List<RoutingFacts> requests = requests(now);
        List<Decision> before = requests.stream().map(now.ruleBook()::decide).toList();
        int pairs = 0;
        for (Rule rule : now.rules()) {
            for (String service : rule.services()) {
                pairs++;
                Set<String> areas = new LinkedHashSet<>();
                for (int at = 0; at < requests.size(); at++) {
                    if (takes(rule, service, null, requests.get(at), before.get(at))
                            && before.get(at).areaId() != null) {
                        areas.add(before.get(at).areaId());
                    }
                }
                assertThat(areas)
                        .as("%s takes %s somewhere", rule.id(), service)
                        .isNotEmpty();
                changesThatAlone(rule, service, null, requests, before);
                changesThatAlone(rule, service, areas.iterator().next(), requests, before);
            }
        }
        assertThat(pairs).isEqualTo(82);
    }

    @ParameterizedTest
    @CsvSource({
        "flooding, flooding, , voirie",
        "graffiti-school, graffiti, , proprete",
        "cleaning-market, dirty-street, , espaces-verts",
        "cleaning-market, dirty-street, centre-ancien, espaces-verts",
        "water, sewer-smell, la-gare, voirie"
    })
    void itIsPublishedAndRoutesSo(String ruleId, String service, @Nullable String area, String to) {
        Territory now = valmont();
        Rule rule = rule(now, ruleId);
        Draft draft = mended(rule, service, area, to);

        Drafting.Answer<Long> published = drafting.publish(TERRITORY, draft.id(), draft.revision(), "", "operator");

        assertThat(published).isInstanceOf(Drafting.Answer.Done.class);
        Territory then = valmont();
        assertThat(then.version()).isGreaterThan(now.version());
        int moved = 0;
        for (RoutingFacts request : requests(now)) {
            Decision before = now.ruleBook().decide(request);
            boolean moves = takes(rule, service, area, request, before);
            assertThat(department(then.ruleBook().decide(request))).isEqualTo(moves ? to : department(before));
            moved += moves ? 1 : 0;
        }
        assertThat(moved).isPositive();
        Rule made = rule(then, Objects.requireNonNull(draft.mends()).ruleId());
        assertThat(made.answers()).isEqualTo(rule.answers());
        assertThat(Objects.requireNonNull(draft.mends()).partly())
                .isEqualTo(!rule.answers().isEmpty());
        assertThat(made.workingDays()).isEqualTo(rule.workingDays());
        assertThat(made.priority()).isEqualTo(rule.priority());
        assertThat(made.areas()).isEqualTo(area == null ? rule.areas() : Set.of(area));
        boolean nothingLeft = rule.services().equals(Set.of(service))
                && (area == null || rule.areas().equals(Set.of(area)));
        assertThat(then.rules().stream().anyMatch(other -> other.id().equals(ruleId)))
                .isEqualTo(!nothingLeft);
    }

    @Test
    void aTableThatNamesNoAreaGetsTheColumnWithTheRowThatNeedsIt() {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService("other", id));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class);
        publishWithoutAreas();
        Territory now = valmont();

        Draft mended = mended(rule(now, "flooding"), "flooding", "la-gare", "voirie");
        RestDesk.Reply decided = desk("operator")
                .post("/api/v1/triage/" + id + "/rule", "{\"department\": \"voirie\", \"onlyThisArea\": true}");

        assertThat(decided.status()).as(decided.body()).isEqualTo(201);
        Draft ofTheCase =
                drafting.find(TERRITORY, UUID.fromString(decided.text("/id"))).orElseThrow();
        made.add(ofTheCase);
        for (Draft draft : List.of(mended, ofTheCase)) {
            assertThat(draft.rules().lines().findFirst().orElseThrow()).endsWith(",area");
            Territory then = drafting.check(draft, Locale.ENGLISH).territory().orElseThrow();
            List<Rule> rules = new ArrayList<>(then.rules());
            rules.removeIf(rule -> !rule.areas().isEmpty());
            assertThat(rules).as("the others say what they said").isEqualTo(now.rules());
            assertThat(then.rules()).hasSize(now.rules().size() + 1);
        }
        assertThat(rule(
                                drafting.check(mended, Locale.ENGLISH)
                                        .territory()
                                        .orElseThrow(),
                                Objects.requireNonNull(mended.mends()).ruleId())
                        .areas())
                .containsExactly("la-gare");
    }

    /** The table in force without its column for areas, and without the rows that name some. */
    private void publishWithoutAreas() {
        String rules = editions.inForce(TERRITORY).orElseThrow().files().getOrDefault(TerritoryEditions.RULES, "");
        TerritoryEditions.Rows rows = editions.rows(rules, "", 0, Integer.MAX_VALUE);
        int area = rows.columns().indexOf("area");
        Stream<List<String>> kept = rows.rows().stream()
                .map(TerritoryEditions.Row::cells)
                .filter(cells -> cells.get(area).isEmpty());
        String table = Stream.concat(Stream.of(rows.columns()), kept)
                .map(cells -> IntStream.range(0, cells.size())
                        .filter(column -> column != area)
                        .mapToObj(cells::get)
                        .map(cell -> "\"" + cell.replace("\"", "\"\"") + "\"")
                        .collect(Collectors.joining(",", "", "\n")))
                .collect(Collectors.joining());
        if (drafting.start(TERRITORY, "Sans secteur", table, "operator")
                instanceof Drafting.Answer.Done<Draft>(Draft draft)) {
            assertThat(drafting.publish(TERRITORY, draft.id(), draft.revision(), "", "operator"))
                    .isInstanceOf(Drafting.Answer.Done.class);
        }
        assertThat(valmont().version()).isEqualTo(version + 1);
    }

    /** The row that the wrong one stood before would have kept such requests from the public. */
    @Test
    void itIsSeenByWhomTheRowThatIsMeantSaysUnlessItsAuthorSaysOtherwise() {
        publishWith(
                "pothole-deep",
                Map.of("id", "test-open", "service", "pothole", "area", "beaulieu", "department", "voirie"),
                Map.of(
                        "id",
                        "test-hidden",
                        "service",
                        "pothole",
                        "area",
                        "beaulieu|la-plaine",
                        "department",
                        "culture",
                        "visibility",
                        "private"));
        Rule wrong = rule(valmont(), "test-open");

        assertThat(visibility(mended(wrong, "pothole", "beaulieu", "culture"))).isEqualTo(Visibility.PRIVATE);
        assertThat(visibility(mended(wrong, "pothole", "beaulieu", "culture", Visibility.PUBLIC)))
                .isEqualTo(Visibility.PUBLIC);
        assertThat(visibility(mended(wrong, "pothole", "beaulieu", "proprete")))
                .as("another department's row says nothing of it")
                .isEqualTo(Visibility.PUBLIC);
        assertThat(visibility(mended(rule(valmont(), "test-hidden"), "pothole", "la-plaine", "proprete")))
                .as("nothing that was kept from the public is opened unsaid")
                .isEqualTo(Visibility.PRIVATE);
    }

    private Visibility visibility(Draft draft) {
        Territory then = drafting.check(draft, Locale.ENGLISH).territory().orElseThrow();
        return rule(then, Objects.requireNonNull(draft.mends()).ruleId()).visibility();
    }

    /** The table in force with these rows before one of its own, in this order. */
    @SafeVarargs
    private void publishWith(String before, Map<String, String>... rows) {
        String table = editions.inForce(TERRITORY).orElseThrow().files().getOrDefault(TerritoryEditions.RULES, "");
        for (Map<String, String> row : rows) {
            Map<String, String> cells = new HashMap<>(row);
            cells.putAll(Map.of("workingDays", "5", "reason.fr", "Essai", "reason.en", "A test"));
            table = editions.withRule(table, before, cells).orElseThrow();
        }
        if (drafting.start(TERRITORY, "Avec d’autres lignes", table, "operator")
                instanceof Drafting.Answer.Done<Draft>(Draft draft)) {
            assertThat(drafting.publish(TERRITORY, draft.id(), draft.revision(), "", "operator"))
                    .isInstanceOf(Drafting.Answer.Done.class);
        }
        assertThat(valmont().version()).isEqualTo(version + 1);
    }

    @Test
    void aRuleThatIsGoneOrTakesTheServiceNoMoreGetsNone() {
        assertThat(drafting.mend(
                        TERRITORY, "no-such-rule", mends("pothole", null, "voirie", "proprete"), null, "operator"))
                .isEqualTo(new Drafting.Answer.No<>(Drafting.Refusal.RULE_GONE, List.of()));
        assertThat(drafting.mend(TERRITORY, "flooding", mends("pothole", null, "voirie", "proprete"), null, "operator"))
                .isEqualTo(new Drafting.Answer.No<>(Drafting.Refusal.RULE_GONE, List.of()));
    }

    private void changesThatAlone(
            Rule rule, String service, @Nullable String area, List<RoutingFacts> requests, List<Decision> before) {
        String to = valmont().departments().stream()
                .map(department -> department.code())
                .filter(code -> !code.equals(rule.departmentCode()))
                .findFirst()
                .orElseThrow();
        Draft draft = mended(rule, service, area, to);
        TerritoryEditions.Reading reading = drafting.check(draft, Locale.ENGLISH);
        assertThat(reading.remarks().stream().filter(Remark::error))
                .as("%s for %s", draft.title(), rule.id())
                .isEmpty();
        Territory then = reading.territory().orElseThrow();
        int moved = 0;
        for (int at = 0; at < requests.size(); at++) {
            boolean moves = takes(rule, service, area, requests.get(at), before.get(at));
            String expected = moves ? to : department(before.get(at));
            Decision after = then.ruleBook().decide(requests.get(at));
            if (!department(after).equals(expected)) {
                throw new AssertionError("%s for %s: %s %s goes to %s instead of %s"
                        .formatted(
                                draft.title(),
                                rule.id(),
                                requests.get(at).serviceCode(),
                                after.areaId(),
                                department(after),
                                expected));
            }
            moved += moves ? 1 : 0;
        }
        assertThat(moved).as("%s moves something", draft.title()).isPositive();
    }

    private Draft mended(Rule rule, String service, @Nullable String area, String to) {
        return mended(rule, service, area, to, null);
    }

    private Draft mended(Rule rule, String service, @Nullable String area, String to, @Nullable Visibility visibility) {
        Drafting.Answer<Draft> answer = drafting.mend(
                TERRITORY, rule.id(), mends(service, area, rule.departmentCode(), to), visibility, "operator");
        if (answer instanceof Drafting.Answer.Done<Draft>(Draft draft)) {
            made.add(draft);
            return draft;
        }
        throw new AssertionError("no draft for " + rule.id() + " and " + service + ": " + answer);
    }

    private static Draft.Mends mends(String service, @Nullable String area, String from, String to) {
        return new Draft.Mends(service, area, from, to, 5, 5);
    }

    private static boolean takes(
            Rule rule, String service, @Nullable String area, RoutingFacts request, Decision decision) {
        return decision instanceof Decision.Routed routed
                && routed.ruleId().equals(rule.id())
                && request.serviceCode().equals(service)
                && (area == null || area.equals(routed.areaId()));
    }

    private static String department(Decision decision) {
        return decision instanceof Decision.Routed routed ? routed.departmentCode() : "";
    }

    private static Rule rule(Territory territory, @Nullable String id) {
        return territory.rules().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Territory valmont() {
        return territories.current(TERRITORY).orElseThrow();
    }

    /** Requests for every service, in every area and in none, as every rule on the service wants them and otherwise. */
    private static List<RoutingFacts> requests(Territory territory) {
        List<Optional<GeoPoint>> places = new ArrayList<>(List.of(Optional.empty()));
        for (Area area : territory.areas().all()) {
            Point inside = area.geometry().getInteriorPoint();
            places.add(Optional.of(new GeoPoint(inside.getY(), inside.getX())));
        }
        List<RoutingFacts> requests = new ArrayList<>();
        territory.services().forEach(service -> {
            Set<Map<String, List<String>>> answers = new LinkedHashSet<>(List.of(Map.of()));
            Set<String> words = new LinkedHashSet<>(List.of(""));
            Set<String> channels = new LinkedHashSet<>(List.of("web"));
            territory.rules().stream()
                    .filter(rule -> rule.services().contains(service.code()))
                    .forEach(rule -> {
                        Map<String, List<String>> wanted = new HashMap<>();
                        rule.answers().forEach((question, values) -> wanted.put(question, List.copyOf(values)));
                        answers.add(wanted);
                        words.addAll(rule.words().stream().sorted().limit(2).toList());
                        channels.addAll(rule.channels());
                    });
            for (Optional<GeoPoint> place : places) {
                for (Map<String, List<String>> answer : answers) {
                    for (String word : words) {
                        for (String channel : channels) {
                            for (Instant time : TIMES) {
                                requests.add(new RoutingFacts(
                                        TERRITORY,
                                        service.code(),
                                        place.orElse(null),
                                        null,
                                        answer,
                                        word,
                                        channel,
                                        time));
                            }
                        }
                    }
                }
            }
        });
        return requests;
    }
}
