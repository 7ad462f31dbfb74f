package org.relais.routing.territory.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryDocument;

/** Columns of {@code rules.csv} that a table may leave out. */
class RuleColumnsTest {

    private static final String FILE = "rules.csv";
    private static final GeoPoint OLD_TOWN = new GeoPoint(48.85, 2.35);
    private static final Instant WEDNESDAY = Instant.parse("2026-11-25T09:00:00Z");

    @Test
    void columnsThatSayNothingChangeNothing() {
        Territory wider = DemoTerritory.of(FILE, table(Map.of()));

        assertThat(wider.digest()).isEqualTo(DemoTerritory.territory().digest());
        assertThat(TerritoryDocument.of(wider)).doesNotContain("privateByRule");
    }

    @Test
    void whatTheySayMakesAnotherVersion() {
        List<Map<String, String>> rows = List.of(
                Map.of("channel", "sms"),
                Map.of("channel", "sms", "requester", "agent"),
                Map.of("channel", "sms", "flags", "photo"),
                Map.of("channel", "sms", "visibility", "private"),
                Map.of("channel", "sms", "time", "sa|su"));

        assertThat(rows.stream()
                        .map(cells -> DemoTerritory.of(FILE, table(cells)).digest()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatTheySayWronglyIsNamedByRowAndCell() {
        List<Finding> findings = TerritoryReader.read(DemoTerritory.with(
                        FILE, table(Map.of("requester", "named|citizen", "flags", "fhoto", "visibility", "secret"))))
                .findings();
        int columns = header().split(",").length;

        assertThat(findings)
                .extracting(Finding::line, Finding::column, Finding::code, Finding::suggestion)
                .containsExactly(
                        tuple(2, columns + 1, "rule.requester", null),
                        tuple(2, columns + 2, "rule.flags", "photo"),
                        tuple(2, columns + 3, "rule.visibility", null));
    }

    @Test
    void whereItIsNotKnownWhoAsksOnlyAnEmptyCellMatches() {
        Territory territory = DemoTerritory.of(
                FILE, table(Map.of("requester", "anonymous|named|agent|partner|sensor", "department", "proprete")));

        assertThat(department(territory, asked("", Set.of()))).isEqualTo("voirie");
        assertThat(department(territory, asked("sensor", Set.of()))).isEqualTo("proprete");
        assertThat(department(territory, asked("robot", Set.of("shiny")))).isEqualTo("voirie");
    }

    @Test
    void aRequestNeedsOneOfTheFlagsThatACellNames() {
        Territory territory = DemoTerritory.of(FILE, table(Map.of("flags", "photo|earlier", "department", "proprete")));

        assertThat(department(territory, asked("named", Set.of()))).isEqualTo("voirie");
        assertThat(department(territory, asked("named", Set.of("personal_data"))))
                .isEqualTo("voirie");
        Decision flagged = decision(territory, asked("named", Set.of("personal_data", "photo")));
        assertThat(flagged.facts()).containsEntry("flags", "photo").doesNotContainKey("requester");
        assertThat(flagged)
                .isInstanceOfSatisfying(
                        Decision.Routed.class,
                        routed -> assertThat(routed.departmentCode()).isEqualTo("proprete"));
    }

    @Test
    void aRuleMakesItsRequestsPrivateAndNoOthers() {
        Territory territory = DemoTerritory.of(FILE, table(Map.of("flags", "personal_data", "visibility", "private")));

        assertThat(decision(territory, asked("named", Set.of("personal_data"))).visibility())
                .isEqualTo(Visibility.PRIVATE);
        assertThat(decision(territory, asked("named", Set.of())).visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(TerritoryDocument.of(territory)).contains("\"privateByRule\":[\"pothole\"]");
    }

    @Test
    void whatARuleMightHaveMadePrivateIsPrivateWhereNoneDecides() {
        Territory territory = DemoTerritory.of(
                FILE, table(Map.of("service", "street-works", "area", "la-gare", "visibility", "private")));

        Decision undecided = decision(territory, asked("named", Set.of()).ofService("other"));
        Decision concerned = territory
                .ruleBook()
                .decide(new RoutingFacts("valmont", "street-works", null, null, Map.of(), "", "web", WEDNESDAY));

        assertThat(undecided).isInstanceOf(Decision.Deferred.class);
        assertThat(undecided.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(concerned).isInstanceOf(Decision.Deferred.class);
        assertThat(concerned.visibility()).isEqualTo(Visibility.PRIVATE);
    }

    @Test
    void aPrivateRuleWithoutAServiceConcernsAllAndThoseWithoutOne() {
        Territory territory =
                DemoTerritory.of(FILE, table(Map.of("service", "", "words", "voisin", "visibility", "private")));

        assertThat(TerritoryDocument.of(territory)).contains("\"privateByRule\":[\"\",\"abandoned-vehicle\",");
        assertThat(decision(territory, asked("named", Set.of()).ofService("")).visibility())
                .isEqualTo(Visibility.PRIVATE);
    }

    private static RoutingFacts asked(String requester, Set<String> flags) {
        return new RoutingFacts("valmont", "pothole", OLD_TOWN, null, Map.of(), "", "web", requester, flags, WEDNESDAY);
    }

    private static Decision decision(Territory territory, RoutingFacts facts) {
        return territory.ruleBook().decide(facts);
    }

    private static String department(Territory territory, RoutingFacts facts) {
        return ((Decision.Routed) decision(territory, facts)).departmentCode();
    }

    private static String header() {
        return DemoTerritory.text(FILE).lines().findFirst().orElseThrow();
    }

    /** The demo's table with three more columns and, where there is something to say, one more row at the top, for potholes. */
    private static String table(Map<String, String> cells) {
        String header = header() + ",requester,flags,visibility\n";
        StringBuilder table = new StringBuilder(header);
        if (!cells.isEmpty()) {
            Map<String, String> usual = Map.of(
                    "id", "first",
                    "service", "pothole",
                    "department", "voirie",
                    "workingDays", "1",
                    "reason.fr", "Ainsi",
                    "reason.en", "So");
            table.append(header.strip()
                    .lines()
                    .flatMap(names -> List.of(names.split(",")).stream())
                    .map(name -> cells.getOrDefault(name, usual.getOrDefault(name, "")))
                    .collect(Collectors.joining(",", "", "\n")));
        }
        DemoTerritory.text(FILE)
                .lines()
                .skip(1)
                .forEach(line -> table.append(line).append(",,,\n"));
        return table.toString();
    }
}
