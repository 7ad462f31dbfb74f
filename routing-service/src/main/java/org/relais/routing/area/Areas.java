package org.relais.routing.area;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.PointOnGeometryLocator;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * The areas of one territory, indexed.
 *
 * <p>The border rule: a border belongs to both areas it separates, and of several areas that hold a place, the one listed
 * first in the file is the place's area. So every place has at most one area, and always the same.
 */
public final class Areas {

    /** A place outside every area, but no farther than this from some, may only have been shown badly. */
    public static final double TOLERANCE_METRES = 150;

    /**
     * A border of fewer points is followed whole, which takes microseconds and no memory; a longer one is indexed when the
     * areas are read, so that no first question pays for it.
     */
    private static final int LONG_BORDER = 1_000;

    private static final double METRES_PER_DEGREE = 111_320;
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private final List<Area> areas;
    private final STRtree index = new STRtree();

    public Areas(List<Area> areas) {
        this.areas = List.copyOf(areas);
        for (int order = 0; order < this.areas.size(); order++) {
            Area area = this.areas.get(order);
            index.insert(area.geometry().getEnvelopeInternal(), new Candidate(order, area, locator(area.geometry())));
        }
        index.build();
    }

    public Optional<Area> at(GeoPoint place) {
        Coordinate coordinate = coordinate(place);
        List<Candidate> candidates = new ArrayList<>(4);
        index.query(new Envelope(coordinate), found -> candidates.add((Candidate) found));
        Candidate first = null;
        for (Candidate candidate : candidates) {
            if ((first == null || candidate.order() < first.order())
                    && candidate.locator().locate(coordinate) != Location.EXTERIOR) {
                first = candidate;
            }
        }
        return Optional.ofNullable(first).map(Candidate::area);
    }

    /** An area, and how far its border is; 0 where it holds the place. */
    public record Near(Area area, double metres) {}

    /** The areas that hold a place or lie at most so far from it, the nearest first. */
    public List<Near> near(GeoPoint place, double metres) {
        Coordinate coordinate = coordinate(place);
        // A degree of longitude is shorter than one of latitude by the cosine; both are brought to the same measure.
        double narrowing = Math.max(0.01, Math.cos(Math.toRadians(place.latitude())));
        double degrees = metres / METRES_PER_DEGREE;
        Envelope around = new Envelope(coordinate);
        around.expandBy(degrees / narrowing, degrees);
        List<Found> near = new ArrayList<>();
        index.query(around, found -> {
            Candidate candidate = (Candidate) found;
            double distance = metresTo(candidate, coordinate, narrowing);
            if (distance <= metres) {
                near.add(new Found(distance, candidate));
            }
        });
        near.sort(Comparator.comparingDouble(Found::metres)
                .thenComparingInt(found -> found.candidate().order()));
        return near.stream()
                .map(found -> new Near(found.candidate().area(), found.metres()))
                .toList();
    }

    /** In the file's order. */
    public List<Area> all() {
        return areas;
    }

    private static double metresTo(Candidate candidate, Coordinate place, double narrowing) {
        if (candidate.locator().locate(place) != Location.EXTERIOR) {
            return 0;
        }
        Geometry border = AffineTransformation.scaleInstance(narrowing, 1)
                .transform(candidate.area().geometry());
        return border.distance(GEOMETRY.createPoint(new Coordinate(place.x * narrowing, place.y))) * METRES_PER_DEGREE;
    }

    private static PointOnGeometryLocator locator(Geometry geometry) {
        if (geometry.getNumPoints() < LONG_BORDER) {
            return new SimplePointInAreaLocator(geometry);
        }
        IndexedPointInAreaLocator indexed = new IndexedPointInAreaLocator(geometry);
        indexed.locate(geometry.getCoordinate()); // builds it now
        return indexed;
    }

    private static Coordinate coordinate(GeoPoint place) {
        return new Coordinate(place.longitude(), place.latitude());
    }

    private record Candidate(int order, Area area, PointOnGeometryLocator locator) {}

    private record Found(double metres, Candidate candidate) {}
}
