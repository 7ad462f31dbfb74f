package org.relais.bench.rules;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;
import org.relais.routing.area.Area;
import org.relais.routing.area.Areas;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.calendar.PublicHolidays;
import org.relais.routing.calendar.WorkingCalendar;
import org.relais.routing.rules.Priority;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.rules.Rule;
import org.relais.routing.rules.TimeWindow;

/** A made-up country: 36,000 areas that tile it with winding borders, 10,000 departments, 60 services, any number of rules. */
final class LargeTerritory {

    static final String ID = "country";
    static final int ROWS = 180;
    static final int COLUMNS = 200;
    static final int DEPARTMENTS = 10_000;

    private static final int SERVICES = 60;
    private static final int WORDS = 5_000;
    private static final int POINTS_A_SIDE = 10;
    private static final double WEST = -4;
    private static final double SOUTH = 42;
    private static final double CELL = 0.05;
    private static final List<String> CHANNELS = List.of("web", "api", "open311", "email", "sms", "phone");
    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");

    private LargeTerritory() {}

    static Set<String> services() {
        return IntStream.range(0, SERVICES).mapToObj(LargeTerritory::service).collect(Collectors.toSet());
    }

    static Areas areas() {
        var geometry = new GeometryFactory(PackedCoordinateSequenceFactory.DOUBLE_FACTORY);
        var areas = new ArrayList<Area>();
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                areas.add(new Area(
                        area(row * COLUMNS + column),
                        Map.of(),
                        geometry.createPolygon(border(row, column).toArray(Coordinate[]::new))));
            }
        }
        return new Areas(areas);
    }

    static WorkingCalendar calendar() {
        var week = new EnumMap<DayOfWeek, List<WorkingCalendar.Opening>>(DayOfWeek.class);
        for (int day = 1; day <= 5; day++) {
            week.put(DayOfWeek.of(day), List.of(new WorkingCalendar.Opening(LocalTime.of(9, 0), LocalTime.of(17, 30))));
        }
        return new WorkingCalendar(ZoneId.of("Europe/Paris"), week, PublicHolidays.NONE, Set.of());
    }

    /** Each for one service and some areas, half of all for the two services most asked for; one for the rest of each service. */
    static List<Rule> rules(int number, long seed) {
        var random = new SplittableRandom(seed);
        var rules = new ArrayList<Rule>();
        for (int row = 0; row < number; row++) {
            rules.add(rule(row, number, random));
        }
        return rules;
    }

    static RoutingFacts[] requests(int number, long seed) {
        var random = new SplittableRandom(seed);
        var requests = new RoutingFacts[number];
        for (int request = 0; request < number; request++) {
            requests[request] = new RoutingFacts(
                    ID,
                    service(anyService(random)),
                    new GeoPoint(
                            SOUTH + random.nextDouble() * ROWS * CELL, WEST + random.nextDouble() * COLUMNS * CELL),
                    null,
                    Map.of("depth", List.of(option(random)), "size", List.of(option(random))),
                    IntStream.range(0, 30)
                            .mapToObj(word -> word(random.nextInt(WORDS)))
                            .collect(Collectors.joining(" ")),
                    CHANNELS.get(random.nextInt(CHANNELS.size())),
                    MONDAY.plusSeconds(random.nextInt(14 * 24 * 3600)));
        }
        return requests;
    }

    private static Rule rule(int row, int of, SplittableRandom random) {
        var answers = new HashMap<String, Set<String>>();
        if (random.nextInt(4) == 0) {
            answers.put(random.nextBoolean() ? "depth" : "size", Set.of(option(random)));
        }
        // The last rows take what the others left, one for each service, as tables do.
        boolean last = row >= of - SERVICES;
        return new Rule(
                "r" + row,
                Set.of(last ? service(of - 1 - row) : service(anyService(random))),
                last
                        ? Set.of()
                        : IntStream.range(0, 1 + random.nextInt(3))
                                .mapToObj(each -> area(random.nextInt(ROWS * COLUMNS)))
                                .collect(Collectors.toSet()),
                last || random.nextInt(5) > 0 ? Set.of() : Set.of(CHANNELS.get(random.nextInt(CHANNELS.size()))),
                last ? Map.of() : answers,
                last || random.nextInt(10) > 0 ? Set.of() : Set.of(word(random.nextInt(WORDS))),
                last || random.nextInt(10) > 0 ? new TimeWindow.Always() : new TimeWindow.AtWork(random.nextBoolean()),
                "d" + random.nextInt(DEPARTMENTS),
                random.nextInt(20),
                Priority.NORMAL,
                Map.of("fr", "règle", "en", "rule"));
    }

    private static int anyService(SplittableRandom random) {
        return random.nextBoolean() ? random.nextInt(2) : random.nextInt(SERVICES);
    }

    private static String service(int number) {
        return "service-" + number;
    }

    private static String area(int number) {
        return "area-" + number;
    }

    private static String option(SplittableRandom random) {
        return "option-" + random.nextInt(12);
    }

    private static String word(int number) {
        return "word" + number;
    }

    private static List<Coordinate> border(int row, int column) {
        var points = new ArrayList<Coordinate>();
        for (int step = 0; step < POINTS_A_SIDE; step++) {
            points.add(along(row, column, 0, step));
        }
        for (int step = 0; step < POINTS_A_SIDE; step++) {
            points.add(along(row, column + 1, step, 0));
        }
        for (int step = POINTS_A_SIDE; step > 0; step--) {
            points.add(along(row + 1, column, 0, step));
        }
        for (int step = POINTS_A_SIDE; step > 0; step--) {
            points.add(along(row, column, step, 0));
        }
        points.add(points.getFirst());
        return points;
    }

    /** A point of the grid's lines; corners stay, what lies between winds a little, the same for both neighbours. */
    private static Coordinate along(int row, int column, int up, int right) {
        double wind = CELL / 6 * Math.sin(row * 12.9898 + column * 78.233 + (up + right) * 2.1);
        double y = SOUTH + (row + (double) up / POINTS_A_SIDE) * CELL;
        double x = WEST + (column + (double) right / POINTS_A_SIDE) * CELL;
        boolean corner = (up + right) % POINTS_A_SIDE == 0;
        return new Coordinate(x + (up > 0 && !corner ? wind : 0), y + (right > 0 && !corner ? wind : 0));
    }
}
