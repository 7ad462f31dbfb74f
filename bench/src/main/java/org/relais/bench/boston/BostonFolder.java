package org.relais.bench.boston;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.relais.bench.city.CityFolder;
import org.relais.bench.city.CityFolder.Named;
import org.relais.bench.city.Slug;
import org.relais.routing.area.GeoJsonGeometry;
import org.relais.routing.area.GeoPoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The city's territory folder: its neighbourhoods, and the names of its rows. */
final class BostonFolder {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final CityFolder.Profile BOSTON = new CityFolder.Profile(
            "boston",
            "Boston",
            List.of("fr", "en"),
            new GeoPoint(42.3601, -71.0589),
            BostonRequests.ZONE.getId(),
            "US",
            "911",
            "us/ma",
            Map.of("en", "Boston, from its open data of 2015", "fr", "Boston, d’après ses données ouvertes de 2015"));

    private BostonFolder() {}

    static CityFolder at(Path folder, List<BostonRequest> requests, Path neighbourhoods) {
        CityFolder city = new CityFolder(folder, BOSTON);
        city.writeAllButRules(
                requests.stream()
                        .map(request -> new Named(request.departmentCode(), request.department(), ""))
                        .toList(),
                requests.stream()
                        .map(request -> new Named(request.serviceCode(), request.type(), request.group()))
                        .toList(),
                areas(neighbourhoods));
        return city;
    }

    private static Map<String, Object> areas(Path neighbourhoods) {
        List<Object> features = new ArrayList<>();
        for (JsonNode feature : JSON.readTree(neighbourhoods.toFile()).path("features")) {
            String name = feature.path("properties").path("name").asString();
            Map<String, Object> area = new LinkedHashMap<>();
            area.put("type", "Feature");
            area.put("properties", Map.of("id", Slug.of(name), "name", Map.of("fr", name, "en", name)));
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
}
