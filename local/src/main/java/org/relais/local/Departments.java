package org.relais.local;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The departments of all territories, as routing tells them. */
final class Departments {

    private Departments() {}

    /** @throws IOException if routing doesn't answer, or not as it should */
    static Set<String> codes(Rest rest, String routingUrl) throws IOException {
        Set<String> codes = new TreeSet<>();
        String territories = routingUrl + "/api/v1/territories";
        for (JsonNode item : read(rest, territories).path("items")) {
            String current = territories + "/" + item.path("jurisdictionId").asString() + "/current";
            for (JsonNode department : read(rest, current).path("departments")) {
                codes.add(department.path("code").asString());
            }
        }
        return codes;
    }

    private static JsonNode read(Rest rest, String url) throws IOException {
        Rest.Reply reply = rest.get(url, Map.of());
        if (!reply.successful()) {
            throw new IOException("routing answered " + reply.status());
        }
        return reply.json();
    }
}
