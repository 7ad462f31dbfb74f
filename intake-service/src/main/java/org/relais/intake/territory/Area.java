package org.relais.intake.territory;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;

/** A part of a territory: one or several polygons, which don't overlap. */
public record Area(String id, Labels name, List<Polygon> polygons) {

    private static final double METRES_A_DEGREE = 111_320;

    public Area {
        polygons = List.copyOf(polygons);
    }

    /** A place on the earth, in degrees. */
    public record Position(double latitude, double longitude) {}

    /**
     * The first ring is the outline, the others are holes; each ring ends where it begins.
     *
     * @param box around it, so that what is far away is told at once
     */
    public record Polygon(List<List<Position>> rings, Extent box) {

        public Polygon {
            rings = rings.stream().map(List::copyOf).toList();
        }

        public Polygon(List<List<Position>> rings) {
            this(rings, box(rings));
        }

        private static Extent box(List<List<Position>> rings) {
            DoubleSummaryStatistics latitudes = new DoubleSummaryStatistics();
            DoubleSummaryStatistics longitudes = new DoubleSummaryStatistics();
            rings.stream().flatMap(List::stream).forEach(position -> {
                latitudes.accept(position.latitude());
                longitudes.accept(position.longitude());
            });
            return new Extent(latitudes.getMin(), longitudes.getMin(), latitudes.getMax(), longitudes.getMax());
        }

        /** In the outline and in none of the holes: an odd number of borders lies east of it. */
        boolean contains(double latitude, double longitude) {
            return box.contains(latitude, longitude) && isWithinRings(latitude, longitude);
        }

        private boolean isWithinRings(double latitude, double longitude) {
            return rings.stream()
                                    .mapToInt(ring -> bordersEast(ring, latitude, longitude))
                                    .sum()
                            % 2
                    == 1;
        }

        /** Whether a border lies so near to a place. */
        boolean reaches(double latitude, double longitude, double metres) {
            // A degree of longitude is shorter than one of latitude by the cosine; within reach the earth is a plane.
            double shrinkage = Math.max(0.01, Math.cos(Math.toRadians(latitude)));
            double degrees = metres / METRES_A_DEGREE;
            if (!box.widened(degrees, degrees / shrinkage).contains(latitude, longitude)) {
                return false;
            }
            Plane plane = new Plane(latitude, longitude, shrinkage);
            return rings.stream()
                    .anyMatch(ring -> IntStream.range(1, ring.size())
                            .anyMatch(index -> plane.metresTo(ring.get(index - 1), ring.get(index)) <= metres));
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

    boolean reaches(double latitude, double longitude, double metres) {
        return polygons.stream().anyMatch(polygon -> polygon.reaches(latitude, longitude, metres));
    }

    /** The earth around a place, in metres from there. */
    private record Plane(double latitude, double longitude, double shrinkage) {

        double metresTo(Position from, Position to) {
            double x = east(from);
            double y = north(from);
            double width = east(to) - x;
            double height = north(to) - y;
            double length = width * width + height * height;
            double share = length == 0 ? 0 : Math.clamp(-(x * width + y * height) / length, 0, 1);
            return Math.hypot(x + share * width, y + share * height);
        }

        private double east(Position position) {
            return (position.longitude() - longitude) * shrinkage * METRES_A_DEGREE;
        }

        private double north(Position position) {
            return (position.latitude() - latitude) * METRES_A_DEGREE;
        }
    }
}
