package org.relais.routing.area;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * The areas of one territory, indexed.
 *
 * <p>The border rule: a border belongs to both areas it separates, and of several areas that hold a place, the one listed
 * first in the file is the place's area. So every place has at most one area, and always the same.
 */
public final class Areas {

    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private final List<Area> areas;
    private final STRtree index = new STRtree();

    public Areas(List<Area> areas) {
        this.areas = List.copyOf(areas);
        for (int order = 0; order < this.areas.size(); order++) {
            Area area = this.areas.get(order);
            index.insert(
                    area.geometry().getEnvelopeInternal(),
                    new Candidate(order, area, PreparedGeometryFactory.prepare(area.geometry())));
        }
        index.build();
    }

    public Optional<Area> at(GeoPoint place) {
        Coordinate coordinate = new Coordinate(place.longitude(), place.latitude());
        List<Candidate> candidates = new ArrayList<>();
        index.query(new Envelope(coordinate), found -> candidates.add((Candidate) found));
        candidates.sort(Comparator.comparingInt(Candidate::order));
        for (Candidate candidate : candidates) {
            if (candidate.prepared().covers(GEOMETRY.createPoint(coordinate))) {
                return Optional.of(candidate.area());
            }
        }
        return Optional.empty();
    }

    /** In the file's order. */
    public List<Area> all() {
        return areas;
    }

    private record Candidate(int order, Area area, PreparedGeometry prepared) {}
}
