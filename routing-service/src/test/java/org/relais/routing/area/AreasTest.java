package org.relais.routing.area;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class AreasTest {

    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private final Areas tiling = new Areas(List.of(
            square("south-west", 0, 0),
            square("south-east", 1, 0),
            square("north-west", 0, 1),
            square("north-east", 1, 1)));

    @Test
    void aPlaceInsideAnAreaBelongsToIt() {
        assertThat(tiling.at(new GeoPoint(0.5, 1.5))).map(Area::id).contains("south-east");
    }

    @Test
    void aPlaceOutsideEveryAreaBelongsToNone() {
        assertThat(tiling.at(new GeoPoint(5, 5))).isEmpty();
    }

    @Test
    void aPlaceWhereFourAreasMeetBelongsToTheOneListedFirst() {
        assertThat(tiling.at(new GeoPoint(1, 1))).map(Area::id).contains("south-west");
    }

    @Property
    void everyPlaceOnASharedBorderBelongsToExactlyOneAreaAndAlwaysTheSame(
            @ForAll @DoubleRange(min = 0, max = 2) double along) {
        GeoPoint place = new GeoPoint(along, 1);

        Area area = tiling.at(place).orElseThrow();

        assertThat(area.id()).isEqualTo(along <= 1 ? "south-west" : "north-west");
        assertThat(tiling.at(place)).contains(area);
    }

    @Property
    void aTilingLeavesNoPlaceInsideItWithoutAnArea(
            @ForAll @DoubleRange(min = 0, max = 2) double latitude,
            @ForAll @DoubleRange(min = 0, max = 2) double longitude) {
        assertThat(tiling.at(new GeoPoint(latitude, longitude))).isPresent();
    }

    @Test
    void aPlaceNamesNoCoordinatesInALog() {
        assertThat(new GeoPoint(48.85, 2.35).toString()).doesNotContain("48", "2.35");
    }

    private static Area square(String id, int west, int south) {
        return new Area(
                id,
                Map.of("fr", id),
                GEOMETRY.toGeometry(new Envelope(new Coordinate(west, south), new Coordinate(west + 1, south + 1))));
    }
}
