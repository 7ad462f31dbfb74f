package org.relais.routing.territory.folder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;
import org.relais.routing.area.Area;
import org.relais.routing.area.GeoJsonGeometry;
import org.relais.routing.area.GeoPoint;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads areas in GeoJSON feature by feature, so that each is known by its index and its line. */
final class AreasFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> PROPERTIES = List.of("id", "name", "overlaps");
    private static final Set<String> WGS84 = Set.of(
            "urn:ogc:def:crs:OGC:1.3:CRS84",
            "urn:ogc:def:crs:OGC::CRS84",
            "OGC:CRS84",
            "urn:ogc:def:crs:EPSG::4326",
            "EPSG:4326");

    /** Two areas that share less than this part of the smaller one were drawn along the same border, not over one another. */
    private static final double TOLERATED_OVERLAP = 0.005;

    /** What lies more degrees than this from the centre is misplaced, but where the territory says that it has such areas. */
    private static final double FARTHEST_DEGREES = 12;

    private static final double METRES_PER_DEGREE = 111_320;

    /** Where EPSG:2154 is meant to be used, metres. */
    private static final Envelope LAMBERT_93 = new Envelope(0, 1_300_000, 6_000_000, 7_200_000);

    /** Half the width of EPSG:3857, metres. */
    private static final double MERCATOR_EDGE = 20_037_508.35;

    private final String name;
    private final List<String> known;
    private final Frame frame;
    private final Findings findings;
    private final Codes codes;
    private final List<Drawn> drawn = new ArrayList<>();
    private final Set<String> ids = new LinkedHashSet<>();
    private int features;

    /** Of what lies near the centre as it is written. */
    private final Envelope near = new Envelope();

    /** What of it lies near with latitude and longitude swapped as well. */
    private final List<Feature> nearEitherWay = new ArrayList<>();

    private boolean anyNearOneWayAlone;

    private record Feature(int index, int line) {}

    /** @param properties of the feature, as they stand */
    record Drawn(Area area, JsonNode properties, int index, int line, boolean overlapIntended) {}

    /**
     * What areas are judged by.
     *
     * @param languages that each has a name in
     * @param centre of the territory; null where its file doesn't say it in a way that can be read
     * @param farAreas whether some may lie far from the centre, as overseas parts do
     */
    record Frame(List<String> languages, @Nullable GeoPoint centre, boolean farAreas) {
        Frame {
            languages = List.copyOf(languages);
        }
    }

    private AreasFile(String name, List<String> known, Frame frame, Findings findings) {
        this.name = name;
        this.known = known;
        this.frame = frame;
        this.findings = findings;
        this.codes = new Codes(Codes.NAME, findings);
    }

    /** What was read before is not read again: see {@link ListedAreas}. */
    static ListedAreas read(TerritoryFiles files, Frame frame, Findings findings) {
        Optional<String> text = files.text(TerritoryFiles.AREAS);
        if (text.isEmpty()) {
            findings.error(TerritoryFiles.AREAS, 0, "file.missing");
            return new ListedAreas(List.of(), Set.of(), List.of());
        }
        ListedAreas listed = ListedAreas.of(text.get(), frame, () -> read(text.get(), frame));
        findings.addAll(listed.findings());
        return listed;
    }

    private static ListedAreas read(String text, Frame frame) {
        Findings findings = new Findings();
        AreasFile file = new AreasFile(TerritoryFiles.AREAS, PROPERTIES, frame, findings);
        file.read(text);
        file.checkOverlaps();
        return new ListedAreas(file.drawn.stream().map(Drawn::area).toList(), file.ids, findings.all());
    }

    /** The areas of another file of the kind, whose features have further properties; overlaps are the caller's business. */
    static List<Drawn> drawn(String name, String text, List<String> further, Frame frame, Findings findings) {
        List<String> known = new ArrayList<>(PROPERTIES);
        known.addAll(further);
        AreasFile file = new AreasFile(name, known, frame, findings);
        file.read(text);
        return file.drawn;
    }

    private void read(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            collection(parser);
        } catch (JacksonException broken) {
            TokenStreamLocation place = broken.getLocation();
            findings.error(name, place == null ? 0 : place.getLineNr(), "geojson.syntax", broken.getOriginalMessage());
        }
        checkOrder();
    }

    /**
     * Where a territory's latitude and longitude are alike, all of a file can lie near the centre in either order: meant is the one
     * that comes clearly nearer. Of a single area the wrong order can come nearer by chance, so all are looked at together.
     */
    private void checkOrder() {
        GeoPoint centre = frame.centre();
        if (centre == null || anyNearOneWayAlone || nearEitherWay.isEmpty()) {
            return;
        }
        Envelope there = new Envelope(new Coordinate(centre.longitude(), centre.latitude()));
        Envelope swapped = new Envelope(near.getMinY(), near.getMaxY(), near.getMinX(), near.getMaxX());
        if (swapped.distance(there) < near.distance(there) / 2) {
            nearEitherWay.forEach(feature -> error(feature.line(), feature.index(), "area.swapped"));
        }
    }

    private void collection(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            findings.error(name, 1, "geojson.not_a_collection");
            return;
        }
        boolean collection = false;
        boolean featuresSeen = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            if (member.equals("features") && value == JsonToken.START_ARRAY) {
                featuresSeen = true;
                features(parser);
            } else if (member.equals("crs")) {
                int line = line(parser);
                JsonNode crs = parser.readValueAsTree();
                String stated = crs.path("properties").path("name").asString("");
                if (!crs.isNull() && !WGS84.contains(stated)) {
                    findings.error(name, line, "geojson.crs", stated);
                }
            } else if (member.equals("type")) {
                collection =
                        value == JsonToken.VALUE_STRING && parser.getString().equals("FeatureCollection");
            } else {
                parser.skipChildren();
            }
        }
        if (!collection || !featuresSeen) {
            findings.error(name, 1, "geojson.not_a_collection");
        } else if (features == 0) {
            findings.error(name, 1, "geojson.empty");
        }
    }

    private void features(JsonParser parser) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int line = line(parser);
            JsonNode feature = parser.readValueAsTree();
            feature(feature, features++, line);
        }
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private void feature(JsonNode feature, int index, int line) {
        JsonNode properties = feature.path("properties");
        String id = properties.path("id").asString("").strip();
        if (id.isEmpty()) {
            error(line, index, "area.key_missing", "id");
        }
        codes.add(name, line, id);
        ids.add(id);
        for (String property : properties.propertyNames()) {
            String meant = Spelling.nearest(property, known);
            if (!known.contains(property) && meant != null) {
                findings.unknown(name, line, 0, "key.unknown", property, known);
            }
        }
        String overlaps = properties.path("overlaps").asString("");
        if (!overlaps.isEmpty() && !overlaps.equals("intended")) {
            error(line, index, "area.overlaps_value", overlaps);
        }
        Map<String, String> names = names(properties.path("name"), index, line);
        Geometry geometry = geometry(feature.path("geometry"), index, line);
        if (geometry != null) {
            drawn.add(new Drawn(new Area(id, names, geometry), properties, index, line, overlaps.equals("intended")));
        }
    }

    private Map<String, String> names(JsonNode node, int index, int line) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String language : frame.languages()) {
            String text = node.path(language).asString("").strip();
            if (text.isEmpty()) {
                error(line, index, "area.translation_missing", language);
            } else {
                names.put(language, text);
            }
        }
        return names;
    }

    private @Nullable Geometry geometry(JsonNode node, int index, int line) {
        try {
            Geometry geometry = GeoJsonGeometry.read(node).orElse(null);
            if (geometry == null) {
                error(line, index, "area.type", node.path("type").asString("–"));
                return null;
            }
            return placed(geometry, index, line) && valid(geometry, index, line) ? geometry : null;
        } catch (IllegalArgumentException malformed) {
            error(line, index, "area.ring");
            return null;
        }
    }

    /** Whether the coordinates can be degrees, longitude first, near the territory's centre. */
    private boolean placed(Geometry geometry, int index, int line) {
        boolean inRange = true;
        boolean inSwappedRange = true;
        boolean near = true;
        boolean nearIfSwapped = true;
        for (Coordinate position : geometry.getCoordinates()) {
            inRange &= isPlace(position.y, position.x);
            inSwappedRange &= isPlace(position.x, position.y);
            near &= isNear(position.y, position.x);
            nearIfSwapped &= isNear(position.x, position.y);
        }
        boolean swapped = inSwappedRange && nearIfSwapped && frame.centre() != null;
        if (inRange && near) {
            this.near.expandToInclude(geometry.getEnvelopeInternal());
            if (swapped) {
                nearEitherWay.add(new Feature(index, line));
            } else {
                anyNearOneWayAlone = true;
            }
        }
        if (inRange && (near || frame.farAreas() && !swapped)) {
            return true;
        }
        if (swapped) {
            error(line, index, "area.swapped");
        } else if (inRange) {
            error(line, index, "area.far");
        } else {
            Coordinate first = geometry.getCoordinate();
            String place = String.format(Locale.ROOT, "%.1f, %.1f", first.x, first.y);
            error(line, index, notDegrees(geometry), place);
        }
        return false;
    }

    /** Says which projection it is, where the numbers tell: of those possible, the one that comes nearest to the centre. */
    private String notDegrees(Geometry geometry) {
        Envelope extent = geometry.getEnvelopeInternal();
        Coordinate middle = extent.centre();
        double lambert = LAMBERT_93.contains(extent) ? awayFromCentre(lambertPlace(middle)) : Double.MAX_VALUE;
        double mercator = awayFromCentre(mercatorPlace(middle));
        if (lambert <= mercator && lambert < Double.MAX_VALUE) {
            return "area.lambert93";
        }
        return mercator <= FARTHEST_DEGREES ? "area.web_mercator" : "area.not_degrees";
    }

    private double awayFromCentre(Coordinate place) {
        GeoPoint centre = frame.centre();
        return centre == null
                ? Double.MAX_VALUE / 2
                : Math.max(Math.abs(place.x - centre.longitude()), Math.abs(place.y - centre.latitude()));
    }

    /** To a third of a degree, which is enough to tell one projection from another. */
    private static Coordinate lambertPlace(Coordinate metres) {
        return new Coordinate(3 + (metres.x - 700_000) / 76_600, 46.5 + (metres.y - 6_600_000) / 111_000);
    }

    private static Coordinate mercatorPlace(Coordinate metres) {
        return new Coordinate(
                metres.x / MERCATOR_EDGE * 180,
                Math.toDegrees(Math.atan(Math.sinh(metres.y / MERCATOR_EDGE * Math.PI))));
    }

    private static boolean isPlace(double latitude, double longitude) {
        return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    }

    private boolean isNear(double latitude, double longitude) {
        GeoPoint centre = frame.centre();
        return centre == null
                || (Math.abs(latitude - centre.latitude()) <= FARTHEST_DEGREES
                        && Math.abs(longitude - centre.longitude()) <= FARTHEST_DEGREES);
    }

    private boolean valid(Geometry geometry, int index, int line) {
        TopologyValidationError problem = new IsValidOp(geometry).getValidationError();
        if (problem == null) {
            return true;
        }
        Coordinate at = problem.getCoordinate();
        String place = at == null ? "–" : String.format(Locale.ROOT, "%.6f, %.6f", at.x, at.y);
        error(line, index, "area.invalid", problem.getMessage(), place);
        return false;
    }

    private void checkOverlaps() {
        STRtree index = new STRtree();
        for (int order = 0; order < drawn.size(); order++) {
            index.insert(drawn.get(order).area().geometry().getEnvelopeInternal(), order);
        }
        for (int later = 1; later < drawn.size(); later++) {
            List<Integer> near = new ArrayList<>();
            int number = later;
            index.query(drawn.get(later).area().geometry().getEnvelopeInternal(), found -> {
                int earlier = (int) found;
                if (earlier < number) {
                    near.add(earlier);
                }
            });
            near.sort(null);
            near.forEach(earlier -> checkOverlap(drawn.get(earlier), drawn.get(number)));
        }
    }

    private void checkOverlap(Drawn earlier, Drawn later) {
        if (!earlier.overlapIntended() && !later.overlapIntended()) {
            overlap(earlier.area().geometry(), later.area().geometry())
                    .ifPresent(shared -> error(
                            later.line(),
                            later.index(),
                            "area.overlap",
                            later.area().id(),
                            earlier.area().id(),
                            shared));
        }
    }

    /** Square metres that two areas share, where it is more than two people's drawings of one border do. */
    static Optional<String> overlap(Geometry left, Geometry right) {
        double shared =
                OverlayNGRobust.overlay(left, right, OverlayNG.INTERSECTION).getArea();
        return shared > TOLERATED_OVERLAP * Math.min(left.getArea(), right.getArea())
                ? Optional.of(squareMetres(shared, left.getCoordinate().y))
                : Optional.empty();
    }

    private static String squareMetres(double squareDegrees, double latitude) {
        double metres = squareDegrees * METRES_PER_DEGREE * METRES_PER_DEGREE * Math.cos(Math.toRadians(latitude));
        return Long.toString(Math.round(metres));
    }

    private void error(int line, int index, String code, String... arguments) {
        List<String> all = new ArrayList<>();
        all.add(Integer.toString(index));
        all.addAll(List.of(arguments));
        findings.error(name, line, code, all.toArray(String[]::new));
    }
}
