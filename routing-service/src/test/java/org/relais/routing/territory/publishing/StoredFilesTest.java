package org.relais.routing.territory.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.relais.routing.territory.folder.TerritoryFiles;

class StoredFilesTest {

    /** A string of a JSON value may have so many characters by default. */
    private static final int USUAL_LIMIT = 100_000_000;

    @Test
    void whatIsStoredCanBeReadBackHoweverLongItIs() {
        String areas = "é" + "x".repeat(USUAL_LIMIT);
        String stored = TerritoryVersions.json(TerritoryFiles.of(Map.of("areas.geojson", areas)));

        assertThat(areas.equals(TerritoryVersions.files(stored).all().get("areas.geojson")))
                .isTrue();
    }
}
