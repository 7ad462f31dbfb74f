package org.relais.routing.area;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;
import tools.jackson.databind.JsonNode;

/** Polygons and multi-polygons in GeoJSON (RFC 7946). */
public final class GeoJsonGeometry {

    private static final GeometryFactory GEOMETRY =
            new GeometryFactory(PackedCoordinateSequenceFactory.DOUBLE_FACTORY); // a third of the memory of objects
    private static final int FEWEST_POSITIONS = 4;

    private GeoJsonGeometry() {}

    /**
     * Empty where the geometry is of another type.
     *
     * @throws IllegalArgumentException if a ring isn't closed, or has too few positions or others than pairs of numbers
     */
    public static Optional<Geometry> read(JsonNode geometry) {
        JsonNode coordinates = geometry.path("coordinates");
        return switch (geometry.path("type").asString("")) {
            case "Polygon" -> Optional.of(polygon(coordinates));
            case "MultiPolygon" -> Optional.of(multiPolygon(coordinates));
            default -> Optional.empty();
        };
    }

    /** As maps and lists, for a JSON writer. */
    public static Map<String, Object> write(Geometry geometry) {
        List<List<List<List<Double>>>> polygons = new ArrayList<>();
        for (int part = 0; part < geometry.getNumGeometries(); part++) {
            polygons.add(rings((Polygon) geometry.getGeometryN(part)));
        }
        boolean several = geometry instanceof MultiPolygon;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", several ? "MultiPolygon" : "Polygon");
        json.put("coordinates", several ? polygons : polygons.getFirst());
        return json;
    }

    private static Geometry multiPolygon(JsonNode parts) {
        List<Polygon> polygons = new ArrayList<>();
        parts.forEach(part -> polygons.add(polygon(part)));
        if (polygons.isEmpty()) {
            throw new IllegalArgumentException("no polygon");
        }
        return GEOMETRY.createMultiPolygon(polygons.toArray(Polygon[]::new));
    }

    private static Polygon polygon(JsonNode rings) {
        List<LinearRing> read = new ArrayList<>();
        rings.forEach(ring -> read.add(ring(ring)));
        if (read.isEmpty()) {
            throw new IllegalArgumentException("no ring");
        }
        return GEOMETRY.createPolygon(
                read.getFirst(), read.subList(1, read.size()).toArray(LinearRing[]::new));
    }

    private static LinearRing ring(JsonNode positions) {
        List<Coordinate> coordinates = new ArrayList<>();
        for (JsonNode position : positions) {
            if (!position.path(0).isNumber() || !position.path(1).isNumber()) {
                throw new IllegalArgumentException("a position is two numbers");
            }
            coordinates.add(new Coordinate(
                    position.path(0).doubleValue(), position.path(1).doubleValue()));
        }
        if (coordinates.size() < FEWEST_POSITIONS) {
            throw new IllegalArgumentException("a ring has four positions or more");
        }
        return GEOMETRY.createLinearRing(coordinates.toArray(Coordinate[]::new));
    }

    private static List<List<List<Double>>> rings(Polygon polygon) {
        List<List<List<Double>>> rings = new ArrayList<>();
        rings.add(positions(polygon.getExteriorRing()));
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
            rings.add(positions(polygon.getInteriorRingN(hole)));
        }
        return rings;
    }

    private static List<List<Double>> positions(LinearRing ring) {
        List<List<Double>> positions = new ArrayList<>();
        for (Coordinate coordinate : ring.getCoordinates()) {
            positions.add(List.of(coordinate.x, coordinate.y));
        }
        return positions;
    }
}
