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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.relais.routing.suggestion.Example;
import org.relais.routing.territory.Contact;
import org.relais.routing.territory.DeadlinePolicy;
import org.relais.routing.territory.Department;
import org.relais.routing.territory.Neighbour;
import org.relais.routing.territory.Neighbours;
import org.relais.routing.territory.Service;
import org.relais.routing.territory.SuggestionPolicy;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryContent;

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

    /** Metres beyond the outer border that some requests lie. */
    private static final List<Double> BEYOND = List.of(20.0, 90.0, 4_000.0);

    private static final double METRES_PER_DEGREE = 111_320;

    private static final int WORDS_OF_A_SERVICE = 60;
    private static final int WORDS_OF_ALL = 2_000;
    private static final int WORDS_OF_A_TEXT = 25;
    private static final List<String> SYLLABLES = List.of(
            "ba", "cha", "dou", "fer", "gri", "la", "men", "nou", "pla", "ron", "sal", "tri", "ver", "zin", "mi", "co");
    private static final List<String> ENDINGS = List.of("", "s", "e", "ement", "ation", "eux");

    private LargeTerritory() {}

    static Set<String> services() {
        return IntStream.range(0, SERVICES).mapToObj(LargeTerritory::service).collect(Collectors.toSet());
    }

    /** All of it, with a neighbour around it, so that what lies beyond the border is looked at. */
    static Territory territory(Areas areas, List<Rule> rules) {
        var office = new Contact("1 place", "office@example.org", "+33 1 00 00 00 00");
        return new Territory(
                1,
                "",
                new TerritoryContent(
                        ID,
                        Map.of("fr", "Pays"),
                        new GeoPoint(SOUTH, WEST),
                        List.of("fr", "en"),
                        "FR",
                        "112",
                        Map.of("fr", "Accueil"),
                        office,
                        IntStream.range(0, DEPARTMENTS)
                                .mapToObj(number -> new Department(
                                        department(number),
                                        Map.of("fr", "Service " + number),
                                        Map.of("fr", "Service " + number),
                                        office,
                                        false,
                                        Set.of()))
                                .toList(),
                        IntStream.range(0, SERVICES)
                                .mapToObj(LargeTerritory::asked)
                                .toList(),
                        areas,
                        neighbour(),
                        rules,
                        calendar(),
                        DeadlinePolicy.USUAL,
                        SuggestionPolicy.USUAL,
                        Map.of(),
                        150));
    }

    private static Service asked(int number) {
        return new Service(
                service(number),
                Map.of("fr", "Demande " + number),
                Map.of(),
                Map.of("fr", "Demandes"),
                Map.of(),
                false,
                null,
                Service.PlaceDemand.REQUIRED,
                false,
                List.of());
    }

    /** The land to the east. */
    private static Neighbours neighbour() {
        var geometry = new GeometryFactory();
        double east = WEST + COLUMNS * CELL;
        double north = SOUTH + ROWS * CELL;
        return new Neighbours(
                List.of(new Area("east", Map.of("fr", "Est"), geometry.createPolygon(new Coordinate[] {
                    new Coordinate(east, SOUTH),
                    new Coordinate(east + 5, SOUTH),
                    new Coordinate(east + 5, north),
                    new Coordinate(east, north),
                    new Coordinate(east, SOUTH)
                }))),
                List.of(new Neighbour("east", Map.of("fr", "Est"), "", "+33 1 00 00 00 01", "east@example.org")));
    }

    /**
     * As {@link #requests}, in words that people of each service have in common, some of them as rules look for; three in a hundred lie
     * beyond the eastern border, most of these so near to it that they may be meant to lie inside.
     */
    static RoutingFacts[] requestsInWords(int number, long seed) {
        var random = new SplittableRandom(seed);
        var requests = requests(number, seed);
        for (int request = 0; request < number; request++) {
            var plain = requests[request];
            requests[request] = new RoutingFacts(
                    ID,
                    plain.serviceCode(),
                    random.nextInt(100) < 3 ? beyond(random) : plain.point(),
                    null,
                    plain.answers(),
                    text(plain.serviceCode(), random),
                    plain.channel(),
                    plain.submittedAt());
        }
        return requests;
    }

    /** Past cases, each with the department that it ended at. */
    static List<Example> cases(int number, long seed, Function<RoutingFacts, String> department) {
        return Stream.of(requestsInWords(number, seed))
                .filter(request -> !department.apply(request).isEmpty())
                .map(request -> Example.ofCase(request.description(), department.apply(request), request.serviceCode()))
                .toList();
    }

    private static GeoPoint beyond(SplittableRandom random) {
        // There the border doesn't wind.
        double latitude = SOUTH + random.nextInt(1, ROWS) * CELL;
        double metres = BEYOND.get(random.nextInt(BEYOND.size()));
        double degrees = metres / METRES_PER_DEGREE / Math.cos(Math.toRadians(latitude));
        return new GeoPoint(latitude, WEST + COLUMNS * CELL + degrees);
    }

    private static String text(String service, SplittableRandom random) {
        int first = WORDS_OF_ALL + Math.floorMod(service.hashCode(), 1_000) * WORDS_OF_A_SERVICE;
        return IntStream.range(0, WORDS_OF_A_TEXT)
                .mapToObj(at -> switch (at % 5) {
                    case 0 -> word(random.nextInt(WORDS));
                    case 1, 2 -> spoken(random.nextInt(WORDS_OF_ALL));
                    default -> spoken(first + random.nextInt(WORDS_OF_A_SERVICE));
                })
                .collect(Collectors.joining(" "));
    }

    /** The same word for the same number. */
    private static String spoken(int number) {
        var random = new SplittableRandom(number);
        return IntStream.range(0, 2 + random.nextInt(2))
                        .mapToObj(syllable -> SYLLABLES.get(random.nextInt(SYLLABLES.size())))
                        .collect(Collectors.joining())
                + ENDINGS.get(random.nextInt(ENDINGS.size()));
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
                department(random.nextInt(DEPARTMENTS)),
                random.nextInt(20),
                Priority.NORMAL,
                Map.of("fr", "règle", "en", "rule"));
    }

    private static int anyService(SplittableRandom random) {
        return random.nextBoolean() ? random.nextInt(2) : random.nextInt(SERVICES);
    }

    static String department(int number) {
        return "d" + number;
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
