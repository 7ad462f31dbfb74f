package org.relais.routing.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
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
    void aPlaceInAHoleBelongsToWhatFillsItOrToNone() {
        Area ring = new Area("ring", Map.of(), square("", 0, 0).geometry().difference(small(0.4, 0.4)));

        assertThat(new Areas(List.of(ring)).at(new GeoPoint(0.5, 0.5))).isEmpty();
        assertThat(new Areas(List.of(ring, new Area("core", Map.of(), small(0.4, 0.4)))).at(new GeoPoint(0.5, 0.5)))
                .map(Area::id)
                .contains("core");
    }

    @Test
    void anAreaInSeveralPartsHoldsWhatEachPartHolds() {
        Areas islands = new Areas(List.of(
                new Area("islands", Map.of(), small(0, 0).union(small(1, 1)).union(small(2, 0)))));

        assertThat(islands.at(new GeoPoint(1.1, 1.1))).isPresent();
        assertThat(islands.at(new GeoPoint(0.1, 2.1))).isPresent();
        assertThat(islands.at(new GeoPoint(0.6, 0.6))).isEmpty();
    }

    @Test
    void aLongBorderIsFollowedAsAShortOneIs() {
        Areas round = new Areas(List.of(new Area(
                "round", Map.of(), GEOMETRY.createPoint(new Coordinate(2, 48)).buffer(1, 1_000))));

        assertThat(round.at(new GeoPoint(48, 2.999))).isPresent();
        assertThat(round.at(new GeoPoint(48, 3.001))).isEmpty();
        assertThat(round.at(new GeoPoint(48.72, 2.72))).isEmpty();
    }

    @Test
    void areasNearAPlaceAreOfferedTheNearestFirst() {
        // At 60 degrees north a degree of longitude is half as long: 0.001° is 56 m.
        Areas north = new Areas(List.of(
                new Area("far", Map.of(), envelope(10.01, 60, 10.02, 60.01)),
                new Area("near", Map.of(), envelope(10.002, 60, 10.003, 60.01)),
                new Area("nearest", Map.of(), envelope(9.9, 60, 9.999, 60.01))));

        assertThat(north.near(new GeoPoint(60.005, 10), 120))
                .satisfiesExactly(
                        nearest -> {
                            assertThat(nearest.area().id()).isEqualTo("nearest");
                            assertThat(nearest.metres()).isCloseTo(55.7, within(0.5));
                        },
                        near -> {
                            assertThat(near.area().id()).isEqualTo("near");
                            assertThat(near.metres()).isCloseTo(111.3, within(0.5));
                        });
        assertThat(north.near(new GeoPoint(60.005, 10), 100))
                .extracting(near -> near.area().id())
                .containsExactly("nearest");
        assertThat(north.near(new GeoPoint(60.005, 9.95), 1)).satisfiesExactly(holding -> {
            assertThat(holding.area().id()).isEqualTo("nearest");
            assertThat(holding.metres()).isZero();
        });
    }

    @Test
    void aPlaceNamesNoCoordinatesInALog() {
        assertThat(new GeoPoint(48.85, 2.35).toString()).doesNotContain("48", "2.35");
    }

    private static Geometry small(double west, double south) {
        return envelope(west, south, west + 0.2, south + 0.2);
    }

    private static Geometry envelope(double west, double south, double east, double north) {
        return GEOMETRY.toGeometry(new Envelope(west, east, south, north));
    }

    private static Area square(String id, int west, int south) {
        return new Area(
                id,
                Map.of("fr", id),
                GEOMETRY.toGeometry(new Envelope(new Coordinate(west, south), new Coordinate(west + 1, south + 1))));
    }
}
