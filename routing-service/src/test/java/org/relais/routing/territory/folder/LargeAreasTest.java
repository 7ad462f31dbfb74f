package org.relais.routing.territory.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.relais.routing.area.Area;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.territory.TerritoryContent;

/** A country of as many areas as France has communes, read from its file as any territory is. */
class LargeAreasTest {

    private static final int ROWS = 180;
    private static final int COLUMNS = 200;
    private static final double SOUTH = 42;
    private static final double WEST = -2.5;
    private static final double STEP = 0.05;

    /** Positions on each side of an area, which its neighbour has too. */
    private static final int A_SIDE = 8;

    @Test
    void thirtySixThousandAreasAreReadOnceAndAnswer() {
        Map<String, String> files = new HashMap<>(DemoTerritory.files().all());
        files.put("areas.geojson", country());
        files.remove("neighbours.geojson");
        files.put(
                "territory.yaml",
                DemoTerritory.text("territory.yaml")
                        .replaceFirst("latitude: [0-9.]+", "latitude: 46.5")
                        .replaceFirst("longitude: [0-9.]+", "longitude: 2.5"));
        files.put("rules.csv", withoutAreas("pothole-deep"));

        TerritoryContent content = read(files);

        assertThat(content.areas().all()).hasSize(ROWS * COLUMNS);
        Random random = new Random(36_000);
        for (int asked = 0; asked < 2_000; asked++) {
            int row = random.nextInt(ROWS);
            int column = random.nextInt(COLUMNS);
            GeoPoint middle = new GeoPoint(SOUTH + (row + 0.5) * STEP, WEST + (column + 0.5) * STEP);
            assertThat(content.areas().at(middle)).map(Area::id).contains(id(row, column));
        }

        // A draft changes rules: the areas are those that were read.
        files.put("rules.csv", withoutAreas("pothole-shallow"));
        assertThat(read(files).areas()).isSameAs(content.areas());
    }

    private static TerritoryContent read(Map<String, String> files) {
        TerritoryReading reading = TerritoryReader.read(TerritoryFiles.of(files));
        assertThat(reading)
                .as(() -> reading.findings().stream().limit(5).toList().toString())
                .isInstanceOf(TerritoryReading.Valid.class);
        return ((TerritoryReading.Valid) reading).content();
    }

    private static String withoutAreas(String id) {
        return "id,service,department,workingDays,reason.fr,reason.en\n" + id
                + ",pothole,voirie,5,La voirie répare.,Roads mends.\n";
    }

    private static String country() {
        StringBuilder json = new StringBuilder("{\"type\": \"FeatureCollection\", \"features\": [");
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                String id = id(row, column);
                json.append(row + column == 0 ? "\n" : ",\n")
                        .append("{\"type\": \"Feature\", \"properties\": {\"id\": \"")
                        .append(id)
                        .append("\", \"name\": {\"fr\": \"")
                        .append(id)
                        .append("\", \"en\": \"")
                        .append(id)
                        .append("\"}}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[");
                ring(json, row, column);
                json.append("]]}}");
            }
        }
        return json.append("]}").toString();
    }

    private static String id(int row, int column) {
        return "c" + row + "-" + column;
    }

    private static void ring(StringBuilder json, int row, int column) {
        for (int along = 0; along < A_SIDE; along++) {
            lying(json, row, column, along).append(',');
        }
        for (int along = 0; along < A_SIDE; along++) {
            standing(json, row, column + 1, along).append(',');
        }
        for (int along = A_SIDE; along > 0; along--) {
            lying(json, row + 1, column, along).append(',');
        }
        for (int along = A_SIDE; along > 0; along--) {
            standing(json, row, column, along).append(',');
        }
        lying(json, row, column, 0);
    }

    /** A border between south and north; it bends by up to a tenth of an area, the same for both. */
    private static StringBuilder lying(StringBuilder json, int row, int column, int along) {
        double bend = bend(row * 1_000 + column, along);
        return position(json, column + (double) along / A_SIDE, row + bend);
    }

    private static StringBuilder standing(StringBuilder json, int row, int column, int along) {
        double bend = bend(500_000 + row * 1_000 + column, along);
        return position(json, column + bend, row + (double) along / A_SIDE);
    }

    private static double bend(int border, int along) {
        return along == 0 || along == A_SIDE ? 0 : 0.1 * Math.sin(border * 31.7 + along);
    }

    private static StringBuilder position(StringBuilder json, double column, double row) {
        return json.append(String.format(Locale.ROOT, "[%.6f,%.6f]", WEST + column * STEP, SOUTH + row * STEP));
    }
}
