package org.relais.bench.routing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.relais.bench.city.CityFolder;
import org.relais.bench.city.CityFolder.Named;
import org.relais.bench.city.LearnedRules;
import org.relais.bench.platform.BenchPlatform;
import org.relais.event.common.v1.Location;
import org.relais.routing.area.GeoPoint;

/** A made-up territory of 10,000 square areas, 60 services and 200 departments, with as many rules as one likes. */
final class ManyRules {

    static final String ID = "country";

    private static final int SIDE = 100;
    private static final int SERVICES = 60;
    private static final int DEPARTMENTS = 200;
    private static final double SOUTH = 47;
    private static final double WEST = 2;
    private static final double CELL = 0.01;

    private ManyRules() {}

    /** Each rule for one service in one area, with one for the rest of each service behind them. */
    static Path folder(int rules) throws IOException {
        var middle = SIDE * CELL / 2;
        var folder = new CityFolder(
                BenchPlatform.emptied(BenchPlatform.folder("many-rules")),
                new CityFolder.Profile(
                        ID,
                        "Country",
                        List.of("fr", "en"),
                        new GeoPoint(SOUTH + middle, WEST + middle),
                        "Europe/Paris",
                        "FR",
                        "112",
                        "fr",
                        Map.of("fr", "Un grand territoire", "en", "A large territory")));
        folder.writeAllButRules(
                named(DEPARTMENTS, ManyRules::department), named(SERVICES, ManyRules::service), areas());
        folder.writeRules(rows(rules));
        return folder.path();
    }

    static List<String> services() {
        return IntStream.range(0, SERVICES).mapToObj(ManyRules::service).toList();
    }

    /** Somewhere in it, the same for the same number. */
    static Location place(int number) {
        var random = new SplittableRandom(number);
        return new Location(
                SOUTH + random.nextDouble() * SIDE * CELL, WEST + random.nextDouble() * SIDE * CELL, "3 rue du Pont");
    }

    static String department(int number) {
        return "department-" + number;
    }

    private static String service(int number) {
        return "service-" + number;
    }

    private static String area(int number) {
        return "area-" + number;
    }

    private static List<Named> named(int number, IntFunction<String> code) {
        return IntStream.range(0, number)
                .mapToObj(each -> new Named(code.apply(each), code.apply(each), "Requests"))
                .toList();
    }

    private static List<LearnedRules.Row> rows(int number) {
        var random = new SplittableRandom(7);
        Set<Integer> pairs = new HashSet<>();
        List<LearnedRules.Row> rows = new ArrayList<>();
        while (rows.size() < number - SERVICES) {
            int pair = random.nextInt(SERVICES * SIDE * SIDE);
            if (pairs.add(pair)) {
                rows.add(row("rule-" + rows.size(), pair % SERVICES, area(pair / SERVICES), random));
            }
        }
        for (int service = 0; service < SERVICES; service++) {
            rows.add(row("rest-" + service, service, "", random));
        }
        return rows;
    }

    private static LearnedRules.Row row(String id, int service, String area, SplittableRandom random) {
        return new LearnedRules.Row(
                id, service(service), area, Set.of(), department(random.nextInt(DEPARTMENTS)), "Because.");
    }

    private static Map<String, Object> areas() {
        return CityFolder.areas(IntStream.range(0, SIDE * SIDE)
                .mapToObj(number -> CityFolder.rectangle(
                        area(number),
                        Map.of("fr", area(number), "en", area(number)),
                        corner(number / SIDE, number % SIDE),
                        corner(number / SIDE + 1, number % SIDE + 1)))
                .toList());
    }

    private static GeoPoint corner(int row, int column) {
        return new GeoPoint(SOUTH + row * CELL, WEST + column * CELL);
    }
}
