package org.relais.intake.territory;

import java.util.List;

/** A part of a territory: one or several polygons, which don't overlap. */
public record Area(String id, Labels name, List<Polygon> polygons) {

    public Area {
        polygons = List.copyOf(polygons);
    }

    /** A place on the earth, in degrees. */
    public record Position(double latitude, double longitude) {}

    /** The first ring is the outline, the others are holes; each ring ends where it begins. */
    public record Polygon(List<List<Position>> rings) {

        public Polygon {
            rings = rings.stream().map(List::copyOf).toList();
        }

        /** In the outline and in none of the holes: an odd number of borders lies east of it. */
        boolean contains(double latitude, double longitude) {
            return rings.stream()
                                    .mapToInt(ring -> bordersEast(ring, latitude, longitude))
                                    .sum()
                            % 2
                    == 1;
        }

        private static int bordersEast(List<Position> ring, double latitude, double longitude) {
            int borders = 0;
            for (int index = 1; index < ring.size(); index++) {
                Position from = ring.get(index - 1);
                Position to = ring.get(index);
                boolean crosses = (from.latitude() > latitude) != (to.latitude() > latitude);
                if (crosses && longitude < longitudeAt(latitude, from, to)) {
                    borders++;
                }
            }
            return borders;
        }

        private static double longitudeAt(double latitude, Position from, Position to) {
            double share = (latitude - from.latitude()) / (to.latitude() - from.latitude());
            return from.longitude() + share * (to.longitude() - from.longitude());
        }
    }

    public boolean contains(double latitude, double longitude) {
        return polygons.stream().anyMatch(polygon -> polygon.contains(latitude, longitude));
    }
}
