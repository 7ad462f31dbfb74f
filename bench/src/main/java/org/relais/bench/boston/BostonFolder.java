package org.relais.bench.boston;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.relais.routing.area.GeoJsonGeometry;
import org.relais.routing.rules.Words;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes the territory folder; JSON is YAML too, so its writer does the quoting. */
final class BostonFolder {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int WORKING_DAYS = 10;

    private final Path folder;

    BostonFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    void writeAllButRules(List<BostonRequest> requests, Path neighbourhoods) {
        write("territory.yaml", territory());
        write("calendar.yaml", calendar());
        write("departments.yaml", departments(requests));
        write("services.yaml", services(requests));
        write("areas.geojson", areas(neighbourhoods));
        write("texts/en.yaml", Map.of("welcome", Map.of("title", "Boston, from its open data of 2015")));
        write("texts/fr.yaml", Map.of("welcome", Map.of("title", "Boston, d’après ses données ouvertes de 2015")));
    }

    void writeRules(List<LearnedRules.Row> rows) {
        List<String> lines = new ArrayList<>();
        lines.add("id,service,area,words,department,workingDays,reason.fr,reason.en");
        for (LearnedRules.Row row : rows) {
            lines.add(String.join(
                    ",",
                    row.id(),
                    row.service(),
                    row.area(),
                    String.join("|", row.words()),
                    row.department(),
                    Integer.toString(WORKING_DAYS),
                    quoted(row.reason()),
                    quoted(row.reason())));
        }
        writeText("rules.csv", String.join("\n", lines) + "\n");
    }

    private static Map<String, Object> territory() {
        Map<String, Object> territory = new LinkedHashMap<>();
        territory.put("jurisdictionId", "boston");
        territory.put("name", same("Boston"));
        territory.put("centre", Map.of("latitude", 42.3601, "longitude", -71.0589));
        territory.put("languages", List.of("fr", "en"));
        territory.put("timeZone", BostonRequests.ZONE.getId());
        territory.put("phoneRegion", "US");
        territory.put("emergencyNumber", "911");
        Map<String, Object> office = contact("office");
        office.put("name", same("Boston 311"));
        territory.put("contact", office);
        return territory;
    }

    private static Map<String, Object> calendar() {
        Map<String, Object> hours = new LinkedHashMap<>();
        for (String day : List.of("monday", "tuesday", "wednesday", "thursday", "friday")) {
            hours.put(day, List.of("09:00-17:00"));
        }
        return Map.of("workingHours", hours, "holidays", "us/ma");
    }

    private static Map<String, Object> departments(List<BostonRequest> requests) {
        Map<String, String> names = requests.stream()
                .collect(Collectors.toMap(
                        BostonRequest::departmentCode, BostonRequest::department, (a, b) -> a, TreeMap::new));
        List<Object> departments = new ArrayList<>();
        names.forEach((code, name) -> {
            Map<String, Object> department = new LinkedHashMap<>();
            department.put("code", code);
            department.put("name", same(name));
            department.put("description", same(name));
            department.put("contact", contact(code));
            department.put("kafka", false);
            departments.add(department);
        });
        return Map.of("departments", departments);
    }

    private static Map<String, Object> services(List<BostonRequest> requests) {
        Map<String, BostonRequest> first = new TreeMap<>();
        requests.forEach(request -> first.putIfAbsent(request.serviceCode(), request));
        Map<String, Object> groups = new TreeMap<>();
        List<Object> services = new ArrayList<>();
        first.forEach((code, request) -> {
            String group = Slug.of(request.group());
            groups.putIfAbsent(group, same(request.group()));
            List<String> words = List.copyOf(Words.of(request.type()));
            Map<String, Object> service = new LinkedHashMap<>();
            service.put("code", code);
            service.put("name", same(request.type()));
            service.put("description", same(request.type()));
            service.put("group", group);
            service.put("keywords", Map.of("fr", words, "en", words));
            services.add(service);
        });
        return Map.of("groups", groups, "services", services);
    }

    private static Map<String, Object> areas(Path neighbourhoods) {
        List<Object> features = new ArrayList<>();
        for (JsonNode feature : JSON.readTree(neighbourhoods.toFile()).path("features")) {
            String name = feature.path("properties").path("name").asString();
            Map<String, Object> area = new LinkedHashMap<>();
            area.put("type", "Feature");
            area.put("properties", Map.of("id", Slug.of(name), "name", same(name)));
            area.put("geometry", mended(feature.path("geometry")));
            features.add(area);
        }
        Map<String, Object> collection = new LinkedHashMap<>();
        collection.put("type", "FeatureCollection");
        collection.put("features", features);
        return collection;
    }

    /** Four of the city's outlines touch or cross themselves, which a territory folder may not. */
    private static Map<String, Object> mended(JsonNode outline) {
        return GeoJsonGeometry.write(
                GeometryFixer.fix(GeoJsonGeometry.read(outline).orElseThrow()));
    }

    private static Map<String, Object> contact(String mailbox) {
        Map<String, Object> contact = new LinkedHashMap<>();
        contact.put("address", "1 City Hall Square, Boston MA");
        contact.put("email", mailbox + "@boston.example");
        contact.put("phone", "+1 617 555 0100");
        return contact;
    }

    private static Map<String, String> same(String text) {
        return Map.of("fr", text, "en", text);
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
