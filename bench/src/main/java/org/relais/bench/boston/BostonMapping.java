package org.relais.bench.boston;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Writes how the city's columns become requests, for {@code ./relais import}; JSON is YAML too. */
final class BostonMapping {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BostonMapping() {}

    static void write(Path file, List<BostonRequest> requests) throws IOException {
        Map<String, String> codes = new TreeMap<>();
        requests.forEach(request -> codes.put(request.type(), request.serviceCode()));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("serviceCode", Map.of("column", "TYPE", "values", codes));
        fields.put("description", "Boston 311: {CASE_TITLE}");
        fields.put("latitude", "{LATITUDE}");
        fields.put("longitude", "{LONGITUDE}");
        fields.put("address", "{Location}");
        fields.put("requestedAt", "{OPEN_DT}");
        Map<String, Object> mapping = new LinkedHashMap<>();
        mapping.put("jurisdictionId", "boston");
        mapping.put("key", List.of("CASE_ENQUIRY_ID"));
        mapping.put("dateFormats", List.of("MM/dd/yyyy hh:mm:ss a"));
        mapping.put("timeZone", BostonRequests.ZONE.getId());
        mapping.put("fields", fields);
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(mapping) + "\n");
    }
}
