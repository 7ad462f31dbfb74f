package org.relais.routing.territory.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.event.territory.v1.TerritoryPublished;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.folder.DemoTerritory;
import org.relais.routing.territory.folder.TerritoryFiles;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Versions on the real database, announced on the real broker. */
class PublishTerritoryIT extends RunningService {

    @Autowired
    private PublishTerritory publishing;

    @Autowired
    private Territories territories;

    @Autowired
    private TerritoryVersions versions;

    @Autowired
    private TerritoryHealth health;

    @Autowired
    private TerritoryWatch watch;

    @Autowired
    private JdbcTemplate jdbc;

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
