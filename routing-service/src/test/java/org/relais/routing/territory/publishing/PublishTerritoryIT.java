package org.relais.routing.territory.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.event.territory.v1.TerritoryPublished;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryEditions;
import org.relais.routing.territory.folder.DemoTerritory;
import org.relais.routing.territory.folder.Finding;
import org.relais.routing.territory.folder.TerritoryFiles;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Versions on the real database, announced on the real broker. */
class PublishTerritoryIT extends RunningService {

    @Autowired
    private PublishTerritory publishing;

    @Autowired
    private Territories territories;

    @Autowired
    private TerritoryVersions versions;

    @Autowired
    private TerritoryEditions editions;

    @Autowired
    private TerritoryHealth health;

    @Autowired
    private TerritoryWatch watch;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private DepartmentOwners owners;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void theFolderIsInForceAtStartAndAnnounced() {
        assertThat(valmont().version()).isPositive();
        Awaitility.await()
                .untilAsserted(() -> assertThat(announced()).anySatisfy(event -> {
                    assertThat(event.getVersion()).isEqualTo(1);
                    assertThat(event.getDigest())
                            .isEqualTo(DemoTerritory.territory().digest());
                }));
        assertThat(health.health().getDetails()).containsKey(TERRITORY);
    }

    @Test
    void theSameContentMakesNoNewVersion() {
        TerritoryFiles files = townHallAt("100 rue du Pont");
        publishing.publish(files);

        assertThat(publishing.publish(files)).isInstanceOf(Publication.Unchanged.class);
    }

    @Test
    void newContentIsANewVersionThatInstancesSwitchToByThemselves() {
        Publication published = publishing.publish(townHallAt("200 rue du Pont"));

        assertThat(published).isInstanceOfSatisfying(Publication.Published.class, version -> {
            Awaitility.await()
                    .untilAsserted(() -> assertThat(valmont().version()).isEqualTo(version.version()));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(announced())
                            .extracting(TerritoryPublished::getDigest)
                            .contains(version.digest()));
        });
    }

    /** The database was restored from a copy: readers leave out a version that they have been told of. */
    @Test
    void aVersionComesAfterAllThatWereAnnounced() {
        long announced = versions.last(TERRITORY) + 5;
        jdbc.update(
                "INSERT INTO outbox_sequence VALUES ('territory.versions.v1', ?, ?) ON CONFLICT (topic, request_id)"
                        + " DO UPDATE SET last = excluded.last",
                TERRITORY,
                announced);

        assertThat(publishing.publish(townHallAt("250 rue du Pont")))
                .isInstanceOfSatisfying(
                        Publication.Published.class,
                        published -> assertThat(published.version()).isEqualTo(announced + 1));
    }

    @Test
    void contentWithErrorsLeavesTheVersionInForceAlone() {
        List<TerritoryVersions.InForce> before = versions.inForce();

        Publication refused = publishing.publish(DemoTerritory.with("rules.csv", "nothing"));

        assertThat(refused).isInstanceOf(Publication.Refused.class);
        assertThat(versions.inForce()).isEqualTo(before);
    }

    @Test
    void goingBackPublishesTheEarlierContentAsANewVersion() {
        String firstDigest =
                desk("").get("/api/v1/territories/valmont/versions/1").text("/digest");
        publishing.publish(townHallAt("300 rue du Pont"));

        RestDesk.Reply reply = desk("admin").post("/api/v1/territories/valmont/rollback", "{\"version\": 1}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/digest")).isEqualTo(firstDigest);
        assertThat(reply.json().at("/version").asLong()).isGreaterThan(2);
    }

    @Test
    void aFolderThatWasRolledBackIsNotPublishedAgainAtTheNextStart() {
        TerritoryFiles files = townHallAt("400 rue du Pont");
        publishing.publish(files);
        publishing.rollBack(TERRITORY, 1, "admin");

        assertThat(publishing.publish(files)).isInstanceOf(Publication.Unchanged.class);
    }

    @Test
    void aDepartmentsCodeThatIsAnotherTerritorysIsRefused() {
        Publication refused = publishing.publish(DemoTerritory.with(
                "territory.yaml",
                DemoTerritory.text("territory.yaml").replace("jurisdictionId: valmont", "jurisdictionId: elsewhere")));

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Publication.Refused.class,
                        no -> assertThat(no.findings())
                                .filteredOn(finding -> finding.arguments().contains("voirie"))
                                .singleElement()
                                .satisfies(finding -> assertThat(finding.message(Locale.FRENCH))
                                        .contains("« voirie »", "« valmont »", "Choisissez-en un autre")));
        assertThat(ownedBy("elsewhere")).as("what was refused claims nothing").isEmpty();
    }

    /** Its cases, its topics and its token would show them to the staff of whoever had it next. */
    @Test
    void aCodeThatATerritoryGaveUpStaysItsOwn() {
        claimed(TERRITORY, "given-up");

        assertThat(claimed(TERRITORY, "given-up")).as("its own again").isEmpty();
        assertThat(claimed("elsewhere", "given-up", "elsewheres-own"))
                .extracting(Finding::code, finding -> finding.arguments().getFirst())
                .containsExactly(tuple("department.taken", "given-up"));
        assertThat(ownedBy("elsewhere")).isEmpty();
    }

    @Test
    void aCodeInForceWithoutACaseIsClaimedByThePublicationThatDropsIt() {
        jdbc.update("delete from department_owner where department = 'voirie'");

        claimed(TERRITORY, "instead-of-voirie");

        assertThat(ownedBy(TERRITORY)).contains("voirie", "instead-of-voirie");
    }

    @Test
    void ofTwoTerritoriesThatWantACodeAtOnceOneHasIt() {
        for (int round = 0; round < 5; round++) {
            String[] codes = {"wanted-" + round, "also-" + round};
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Boolean> claims = List.of("one-town", "another-town").stream()
                        .map(town -> CompletableFuture.supplyAsync(
                                () -> claimed(town, codes).isEmpty(), threads))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

                assertThat(claims).containsExactlyInAnyOrder(true, false);
            }
        }
    }

    private List<Finding> claimed(String territory, String... departments) {
        return Objects.requireNonNull(transaction.execute(status -> {
            List<Finding> taken = owners.claim(territory, List.of(departments));
            if (!taken.isEmpty()) {
                status.setRollbackOnly();
            }
            return taken;
        }));
    }

    private List<String> ownedBy(String territory) {
        return jdbc.queryForList(
                "select department from department_owner where jurisdiction_id = ?", String.class, territory);
    }

    /** As after a release that reads less than the one before, or a row that was damaged. */
    @Test
    void oneTerritoryThatCannotBeReadKeepsNoneOfTheOthersBack() {
        jdbc.update("insert into territory (jurisdiction_id, version_in_force) values ('broken', 1)");
        jdbc.update("insert into territory_version (jurisdiction_id, version, digest, origin, files, published_at)"
                + " values ('broken', 1, '', 'folder', '[]'::jsonb, now())");
        try {
            Publication published = publishing.publish(townHallAt("500 rue du Pont"));

            assertThat(published).isInstanceOf(Publication.Published.class);
            Awaitility.await()
                    .untilAsserted(() ->
                            assertThat(valmont().version()).isEqualTo(((Publication.Published) published).version()));
            assertThat(territories.current("broken")).isEmpty();
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(health.health().getDetails()).containsEntry("broken/unreadable", 1L));
            assertThat(watch.failing()).isEmpty();
        } finally {
            jdbc.update("delete from territory where jurisdiction_id = 'broken'");
            jdbc.update("delete from territory_version where jurisdiction_id = 'broken'");
        }
    }

    @Test
    void theDesksRulesStayInForceWhenTheFolderChangesElsewhere() {
        long desk = changedAtDesk(",16,,La signalisation");
        TerritoryFiles files = townHallAt("500 rue du Pont");

        Publication kept = publishing.publish(files);
        Publication restarted = publishing.publish(files);
        Publication keptAgain = publishing.publish(townHallAt("501 rue du Pont"));

        assertThat(kept).isInstanceOf(Publication.Published.class);
        assertThat(restarted).isInstanceOf(Publication.Unchanged.class);
        assertThat(keptAgain).isInstanceOf(Publication.Published.class);
        assertThat(inForce().get("rules.csv")).contains(",16,,La signalisation");
        assertThat(inForce().get("territory.yaml")).contains("501 rue du Pont");
        assertThat(editions.history(TERRITORY, 2))
                .extracting(TerritoryEditions.Act::origin, TerritoryEditions.Act::restores)
                .containsExactly(tuple("folder", desk + 1), tuple("folder", desk));
        publishing.rollBack(TERRITORY, 1, "admin");
    }

    @Test
    void rulesChangedInTheFolderAndAtTheDeskAreRefusedUntilTheFolderTookTheDesksIn() {
        long desk = changedAtDesk(",17,,La signalisation");
        String own = DemoTerritory.text("rules.csv").replace(",15,,La signalisation", ",14,,La signalisation");

        Publication refused = publishing.publish(DemoTerritory.with("rules.csv", own));

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Publication.Refused.class,
                        no -> assertThat(no.findings()).singleElement().satisfies(finding -> {
                            assertThat(finding.code()).isEqualTo("folder.changed_at_desk");
                            assertThat(finding.describe(Locale.ENGLISH))
                                    .startsWith("rules.csv: error: ")
                                    .contains("version " + desk);
                        }));
        assertThat(valmont().version()).isEqualTo(desk);
        assertThat(publishing.publish(DemoTerritory.with("rules.csv", own))).isInstanceOf(Publication.Refused.class);

        Publication tookIn = publishing.publish(
                DemoTerritory.with("rules.csv", Objects.requireNonNull(inForce().get("rules.csv"))));
        Publication then = publishing.publish(DemoTerritory.with("rules.csv", own));

        assertThat(tookIn).isInstanceOf(Publication.Unchanged.class);
        assertThat(then).isInstanceOf(Publication.Published.class);
        assertThat(inForce().get("rules.csv")).contains(",14,,La signalisation");
        publishing.rollBack(TERRITORY, 1, "admin");
        publishing.publish(DemoTerritory.files());
    }

    @Test
    void aThresholdSetAtTheDeskStaysToo() {
        publishing.rollBack(TERRITORY, 1, "admin");
        editions.publishThreshold(TERRITORY, new BigDecimal("0.55"), "operator", "seuil");

        publishing.publish(townHallAt("600 rue du Pont"));

        assertThat(inForce().get("territory.yaml")).contains("routeAt: 0.55", "600 rue du Pont");
        publishing.rollBack(TERRITORY, 1, "admin");
    }

    @Test
    void aFolderThatNoLongerFitsTheDesksRulesIsRefusedAndToldWhy() {
        publishing.rollBack(TERRITORY, 1, "admin");
        TerritoryFiles withTrials = DemoTerritory.withDepartment("essais");
        assertThat(publishing.publish(withTrials)).isInstanceOf(Publication.Published.class);
        Map<String, String> files = new HashMap<>(inForce());
        files.computeIfPresent("rules.csv", (name, rules) -> rules.replaceFirst(",voirie,15,", ",essais,15,"));
        long desk = published(editions.publish(TERRITORY, files, valmont().version(), "operator", "essai"));

        Publication refused = publishing.publish(townHallAt("700 rue du Pont"));

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Publication.Refused.class,
                        no -> assertThat(no.findings())
                                .extracting(Finding::code)
                                .contains("folder.does_not_fit", "rule.department"));
        assertThat(valmont().version()).isEqualTo(desk);
        publishing.rollBack(TERRITORY, 1, "admin");
    }

    /** Puts other rules in force as the desk does. */
    private long changedAtDesk(String signs) {
        publishing.rollBack(TERRITORY, 1, "admin");
        Map<String, String> files = new HashMap<>(inForce());
        files.computeIfPresent("rules.csv", (name, rules) -> rules.replaceFirst(",\\d+,,La signalisation", signs));
        return published(editions.publish(TERRITORY, files, valmont().version(), "operator", "essai"));
    }

    private static long published(TerritoryEditions.Result result) {
        assertThat(result).isInstanceOf(TerritoryEditions.Result.Published.class);
        return ((TerritoryEditions.Result.Published) result).version();
    }

    private Map<String, String> inForce() {
        return editions.inForce(TERRITORY).orElseThrow().files();
    }

    @Test
    void goingBackThatLeavesOpenCasesIsDoneOnceItWasSaidHowMany() {
        publishing.rollBack(TERRITORY, 1, "admin");
        assertThat(publishing.publish(DemoTerritory.withDepartment("guichet")))
                .isInstanceOf(Publication.Published.class);
        long before = valmont().version();
        String id = handedOverTo("guichet");
        handedOverTo("guichet");

        RestDesk.Reply told = desk("admin").post("/api/v1/territories/valmont/rollback", "{\"version\": 1}");

        assertProblem(told, 409, "territory_leaves_cases");
        assertThat(told.json().at("/openCases").toString()).isEqualTo("{\"guichet\":2}");
        assertThat(told.text("/title"))
                .isEqualTo("Des services seraient retirés alors qu’ils ont des demandes ouvertes");
        assertThat(told.text("/detail"))
                .endsWith("guichet (2). Elles leur resteraient. Pour revenir quand même, envoyez \"leavingCases\":"
                        + " true.");
        assertThat(valmont().version()).isEqualTo(before);
        assertThat(editions.left(TERRITORY)).doesNotContainKey("guichet");

        RestDesk.Reply meant =
                desk("admin").post("/api/v1/territories/valmont/rollback", "{\"version\": 1, \"leavingCases\": true}");

        assertThat(meant.status()).as(meant.body()).isEqualTo(200);
        assertThat(editions.left(TERRITORY)).containsEntry("guichet", 2L);
        RestDesk.Reply ended = desk("guichet")
                .post("/api/v1/cases/" + id + "/resolve", "{\"outcome\": \"fixed\", \"message\": \"Fait\"}");
        assertThat(ended.status()).as("they can still end them").isEqualTo(200);
        assertThat(editions.left(TERRITORY)).containsEntry("guichet", 1L);
    }

    @Test
    void aFolderThatDropsADepartmentWithOpenCasesIsPublishedAndSaysHowMany() {
        publishing.rollBack(TERRITORY, 1, "admin");
        assertThat(publishing.publish(DemoTerritory.withDepartment("accueil")))
                .isInstanceOf(Publication.Published.class);
        handedOverTo("accueil");
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(PublishTerritory.class);
        said.start();
        logger.addAppender(said);

        Publication published = publishing.publish(townHallAt("800 rue du Pont"));
        logger.detachAppender(said);

        assertThat(published).isInstanceOf(Publication.Published.class);
        assertThat(said.list)
                .filteredOn(line -> line.getLevel() == Level.WARN)
                .singleElement()
                .satisfies(line -> assertThat(line.getKeyValuePairs())
                        .extracting(pair -> pair.key, pair -> pair.value)
                        .contains(tuple("department", "accueil"), tuple("openCases", 1L)));
        publishing.rollBack(TERRITORY, 1, "admin");
    }

    @Test
    void onlyAnAdministratorGoesBack() {
        assertThat(desk("voirie")
                        .post("/api/v1/territories/valmont/rollback", "{\"version\": 1}")
                        .status())
                .isEqualTo(403);
        assertThat(desk("").post("/api/v1/territories/valmont/rollback", "{\"version\": 1}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void goingBackToAVersionThatNeverWasIsNotFound() {
        RestDesk.Reply reply = desk("admin").post("/api/v1/territories/valmont/rollback", "{\"version\": 4711}");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.contentType()).startsWith("application/problem+json");
    }

    @Test
    void anybodyReadsATerritoryWhole() {
        RestDesk.Reply listed = desk("").get("/api/v1/territories");
        RestDesk.Reply current = desk("").get("/api/v1/territories/valmont/versions/1");

        assertThat(listed.text("/items/0/jurisdictionId")).isEqualTo(TERRITORY);
        assertThat(current.status()).isEqualTo(200);
        assertThat(current.text("/name/fr")).isEqualTo("Valmont-sur-Loire");
        assertThat(current.text("/services/0/serviceCode")).isEqualTo("pothole");
        assertThat(current.text("/areas/features/0/geometry/type")).isEqualTo("Polygon");
    }

    @Test
    void anUnknownTerritoryIsAProblem() {
        RestDesk.Reply reply = desk("").get("/api/v1/territories/atlantis/current");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.contentType()).startsWith("application/problem+json");
        assertThat(reply.text("/code")).isEqualTo("territory_unknown");
    }

    private Territory valmont() {
        return territories.current(TERRITORY).orElseThrow();
    }

    /** Content that no other test publishes. */
    private static TerritoryFiles townHallAt(String address) {
        return DemoTerritory.with(
                "territory.yaml", DemoTerritory.text("territory.yaml").replace("1 place de la Mairie", address));
    }

    private static List<TerritoryPublished> announced() {
        return WIRE.read(Topics.TERRITORY_VERSIONS.name(), TERRITORY, TerritoryPublished.class);
    }
}
