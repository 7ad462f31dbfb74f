package org.relais.bench.city;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.rules.Words;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.folder.Finding;
import org.relais.routing.territory.folder.TerritoryFiles;
import org.relais.routing.territory.folder.TerritoryReader;
import org.relais.routing.territory.folder.TerritoryReading;
import tools.jackson.databind.json.JsonMapper;

/** A territory folder made from a city's own names, read as routing reads any. JSON is YAML too, so its writer does the quoting. */
public final class CityFolder {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int WORKING_DAYS = 10;
    private static final double AROUND_DEGREES = 0.2;

    private final Path folder;
    private final Profile profile;

    /**
     * What rows of requests don't say.
     *
     * @param id jurisdiction id
     * @param languages language tags; every text stands there as the city wrote it
     * @param zone time zone's id
     * @param holidays as {@code calendar.yaml} names them; empty for none
     * @param from where it comes from, by language
     */
    public record Profile(
            String id,
            String name,
            List<String> languages,
            GeoPoint centre,
            String zone,
            String phoneRegion,
            String emergencyNumber,
            String holidays,
            Map<String, String> from) {

        public Profile {
            languages = List.copyOf(languages);
            from = Map.copyOf(from);
        }

        /** Of a city of which nothing is known but its rows, which name no place: where it lies and when it works plays no part. */
        static Profile ofRowsAlone(String name, String language) {
            return new Profile(
                    "city",
                    name,
                    List.of(language),
                    new GeoPoint(0, 0),
                    "UTC",
                    "US",
                    "112",
                    "",
                    Map.of(language, "From its requests"));
        }

        private Map<String, String> same(String text) {
            return each(language -> text);
        }

        private <T> Map<String, T> each(Function<String, T> of) {
            Map<String, T> byLanguage = new TreeMap<>();
            languages.forEach(language -> byLanguage.put(language, of.apply(language)));
            return byLanguage;
        }
    }

    /** A service or a department. @param group what services are grouped by */
    public record Named(String code, String name, String group) {}

    public CityFolder(Path folder, Profile profile) {
        this.folder = folder;
        this.profile = profile;
    }

    public Path path() {
        return folder;
    }

    /** @param areas a feature collection */
    public void writeAllButRules(Collection<Named> departments, Collection<Named> services, Map<String, Object> areas) {
        write("territory.yaml", territory());
        write("calendar.yaml", calendar());
        write("departments.yaml", departments(departments));
        write("services.yaml", services(services));
        write("areas.geojson", areas);
        profile.languages()
                .forEach(language -> write(
                        "texts/" + language + ".yaml",
                        Map.of("welcome", Map.of("title", profile.from().getOrDefault(language, profile.name())))));
    }

    public void writeRules(List<LearnedRules.Row> rows) {
        List<String> lines = new ArrayList<>();
        lines.add("id,service,area,words,department,workingDays"
                + profile.languages().stream().map(",reason."::concat).collect(Collectors.joining()));
        for (LearnedRules.Row row : rows) {
            lines.add(String.join(
                            ",",
                            row.id(),
                            row.service(),
                            row.area(),
                            String.join("|", row.words()),
                            row.department(),
                            Integer.toString(WORKING_DAYS))
                    + ("," + quoted(row.reason())).repeat(profile.languages().size()));
        }
        writeText("rules.csv", String.join("\n", lines) + "\n");
    }

    /** @throws IllegalStateException where routing wouldn't take it, with all that is wrong */
    public Territory read() throws IOException {
        return switch (TerritoryReader.read(TerritoryFiles.in(folder))) {
            case TerritoryReading.Valid valid -> new Territory(1, valid.digest(), valid.content());
            case TerritoryReading.Invalid invalid ->
                throw new IllegalStateException(invalid.findings().stream()
                        .filter(Finding::isError)
                        .map(finding -> finding.describe(Locale.ENGLISH))
                        .collect(Collectors.joining("\n", "the territory is invalid:\n", "")));
        };
    }

    /** One area around the centre, for a city whose rows name no place. */
    Map<String, Object> oneArea() {
        double latitude = profile.centre().latitude();
        double longitude = profile.centre().longitude();
        return areas(List.of(rectangle(
                "all",
                profile.same(profile.name()),
                new GeoPoint(latitude - AROUND_DEGREES, longitude - AROUND_DEGREES),
                new GeoPoint(latitude + AROUND_DEGREES, longitude + AROUND_DEGREES))));
    }

    /** {@code areas.geojson}, of such as {@link #rectangle} makes. */
    public static Map<String, Object> areas(List<Map<String, Object>> features) {
        return Map.of("type", "FeatureCollection", "features", features);
    }

    /** @param name by language */
    public static Map<String, Object> rectangle(
            String id, Map<String, String> name, GeoPoint southWest, GeoPoint northEast) {
        double south = southWest.latitude();
        double west = southWest.longitude();
        double north = northEast.latitude();
        double east = northEast.longitude();
        return Map.of(
                "type",
                "Feature",
                "properties",
                Map.of("id", id, "name", name),
                "geometry",
                Map.of(
                        "type",
                        "Polygon",
                        "coordinates",
                        List.of(List.of(
                                List.of(west, south),
                                List.of(east, south),
                                List.of(east, north),
                                List.of(west, north),
                                List.of(west, south)))));
    }

    private Map<String, Object> territory() {
        Map<String, Object> territory = new LinkedHashMap<>();
        territory.put("jurisdictionId", profile.id());
        territory.put("name", profile.same(profile.name()));
        territory.put(
                "centre",
                Map.of(
                        "latitude",
                        profile.centre().latitude(),
                        "longitude",
                        profile.centre().longitude()));
        territory.put("languages", profile.languages());
        territory.put("timeZone", profile.zone());
        territory.put("phoneRegion", profile.phoneRegion());
        territory.put("emergencyNumber", profile.emergencyNumber());
        Map<String, Object> office = contact("office");
        office.put("name", profile.same(profile.name()));
        territory.put("contact", office);
        return territory;
    }

    private Map<String, Object> calendar() {
        Map<String, Object> hours = new LinkedHashMap<>();
        for (String day : List.of("monday", "tuesday", "wednesday", "thursday", "friday")) {
            hours.put(day, List.of("09:00-17:00"));
        }
        return profile.holidays().isEmpty()
                ? Map.of("workingHours", hours)
                : Map.of("workingHours", hours, "holidays", profile.holidays());
    }

    private Map<String, Object> departments(Collection<Named> named) {
        Map<String, Object> departments = new TreeMap<>();
        for (Named each : named) {
            Map<String, Object> department = new LinkedHashMap<>();
            department.put("code", each.code());
            department.put("name", profile.same(each.name()));
            department.put("description", profile.same(each.name()));
            department.put("contact", contact(each.code()));
            department.put("kafka", false);
            departments.putIfAbsent(each.code(), department);
        }
        return Map.of("departments", List.copyOf(departments.values()));
    }

    private Map<String, Object> services(Collection<Named> named) {
        Map<String, Object> groups = new TreeMap<>();
        Map<String, Object> services = new TreeMap<>();
        for (Named each : named) {
            String group = Slug.of(each.group());
            groups.putIfAbsent(group, profile.same(each.group()));
            List<String> words = List.copyOf(Words.of(each.name()));
            Map<String, Object> service = new LinkedHashMap<>();
            service.put("code", each.code());
            service.put("name", profile.same(each.name()));
            service.put("description", profile.same(each.name()));
            service.put("group", group);
            service.put("keywords", profile.each(language -> words));
            services.putIfAbsent(each.code(), service);
        }
        return Map.of("groups", groups, "services", List.copyOf(services.values()));
    }

    private Map<String, Object> contact(String mailbox) {
        Map<String, Object> contact = new LinkedHashMap<>();
        contact.put("address", "City Hall, " + profile.name());
        contact.put("email", mailbox + "@" + profile.id() + ".example");
        contact.put("phone", "+1 617 555 0100");
        return contact;
    }

    private static String quoted(String cell) {
        return "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    private void write(String file, Object content) {
        writeText(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
    }

    private void writeText(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
