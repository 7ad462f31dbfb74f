package org.relais.routing.suggestion.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.relais.platform.refresh.Recurring;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.cases.PastRequests;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.rules.Suggestion;
import org.relais.routing.suggestion.Learned;
import org.relais.routing.suggestion.Suggestions;
import org.relais.routing.suggestion.lucene.LuceneTexts;
import org.relais.routing.territory.DecisionBasis;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TheseTerritories;
import org.relais.routing.territory.folder.DemoTerritory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One territory that can't learn is no other's affair. */
@ExtendWith(OutputCaptureExtension.class)
class LearnedTerritoriesTest {

    private static final String WELL = "valmont";
    private static final String ILL = "aubin";

    private final Nights nights = new Nights();
    private final Past past = new Past();
    private final Hands clock = new Hands();
    private final LearnedTerritories learned = new LearnedTerritories(
            new TheseTerritories(
                    DemoTerritory.of(
                            "territory.yaml",
                            DemoTerritory.text("territory.yaml")
                                    .replace("jurisdictionId: " + WELL, "jurisdictionId: " + ILL)),
                    DemoTerritory.territory()),
            past,
            nights,
            new LuceneTexts(),
            clock);

    @AfterEach
    void stop() {
        learned.stop();
    }

    @Test
    void theOthersLearnAndTheServiceStartsWithoutIt(CapturedOutput output) {
        past.unreadable.add(ILL);

        learned.start();
        learned.refresh();

        assertThat(learned.isRunning()).isTrue();
        assertThat(cases(WELL)).hasValue(1);
        assertThat(learned.of(ILL)).isEmpty();
        assertThat(learned.failing()).hasValue(new Recurring.Failing(1, "learning_failed"));
        assertThat(output.getOut().split("A territory could not learn", -1))
                .as("said once")
                .hasSize(2);
    }

    @Test
    void itGoesOnByItsLastEditionUntilItCanLearnAgain(CapturedOutput output) {
        learned.refresh();
        past.cases = 2;
        past.unreadable.add(ILL);
        nights.pass();

        learned.refresh();
        assertThat(cases(WELL)).hasValue(2);
        assertThat(cases(ILL)).hasValue(1);
        clock.forward(Duration.ofMinutes(1));
        learned.refresh();
        assertThat(learned.failing()).hasValue(new Recurring.Failing(2, "learning_failed"));
        assertThat(output.getOut().split("A territory could not learn", -1)).hasSize(2);

        past.unreadable.clear();
        learned.refresh();
        assertThat(cases(ILL)).as("not at every look").hasValue(1);
        clock.forward(Duration.ofMinutes(1));
        learned.refresh();
        assertThat(cases(ILL)).hasValue(2);
        assertThat(learned.failing()).isEmpty();
    }

    @Test
    void aDraftWouldLearnFromItsOwnRules() {
        learned.refresh();
        Territory draft =
                DemoTerritory.of("rules.csv", DemoTerritory.text("rules.csv").replace(",voirie,", ",sports,"));

        Learned then = learned.ifInForce(draft).orElseThrow();

        assertThat(learned.ifInForce(DemoTerritory.territory()))
                .as("what teaches the same is not learned again")
                .hasValue(learned.of(WELL).orElseThrow());
        assertThat(department(learned.of(WELL).orElseThrow())).isEqualTo("voirie");
        assertThat(department(then)).isEqualTo("sports");
        assertThat(then.cases()).isEqualTo(1);
    }

    private static String department(Learned known) {
        Territory territory = DemoTerritory.territory();
        RoutingFacts facts = new RoutingFacts(
                WELL,
                "",
                new GeoPoint(48.85, 2.35),
                null,
                Map.of(),
                "Le marquage est effacé",
                "web",
                Instant.parse("2026-06-01T09:00:00Z"));
        Decision decision = new Suggestions(_ -> Optional.of(known))
                .consider(
                        DecisionBasis.of(territory), facts, territory.ruleBook().decide(facts));
        return Suggestion.in(decision.facts()).orElseThrow().first().departmentCode();
    }

    private Optional<Integer> cases(String jurisdictionId) {
        return learned.of(jurisdictionId).map(Learned::cases);
    }

    /** As the table has them. */
    private static final class Nights extends LearningNights {

        private final Map<String, Instant> all = new HashMap<>();

        Nights() {
            super(JdbcClient.create(new DriverManagerDataSource()));
        }

        @Override
        Map<String, Instant> all() {
            return new HashMap<>(all);
        }

        @Override
        void begin(String jurisdictionId, Instant until) {
            all.putIfAbsent(jurisdictionId, until);
        }

        void pass() {
            all.replaceAll((id, until) -> until.plus(Duration.ofDays(1)));
        }
    }

    /** As many cases as there are said to be; of some territories they can't be read. */
    private static final class Past implements PastRequests {

        private static final List<Settled> KNOWN = List.of(
                new Settled("Un nid de poule devant le 3", "pothole", "voirie"),
                new Settled("Des poubelles débordent au marché", "", "proprete"));

        private final Set<String> unreadable = new HashSet<>();
        private int cases = 1;

        @Override
        public List<PastRequest> latest(String jurisdictionId, int limit) {
            return List.of();
        }

        @Override
        public Optional<PastRequest> ofCase(UUID caseId) {
            return Optional.empty();
        }

        @Override
        public List<Settled> settled(String jurisdictionId, Instant until, int limit) {
            if (unreadable.contains(jurisdictionId)) {
                throw new IllegalStateException("a text that can't be taken apart");
            }
            return KNOWN.subList(0, cases);
        }
    }

    private static final class Hands extends Clock {

        private Instant now = Instant.parse("2026-06-02T12:00:00Z");

        void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
