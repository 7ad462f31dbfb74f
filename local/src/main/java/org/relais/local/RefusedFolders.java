package org.relais.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Territory folders that routing found wrong when it started, and what is wrong with them; their last versions stay in force. */
final class RefusedFolders {

    private RefusedFolders() {}

    /** Findings by folder; none where routing doesn't answer. */
    static Map<String, List<String>> of(PlatformPorts ports) {
        String health = "http://localhost:" + ports.number(Port.ROUTING_HEALTH) + "/actuator/health";
        try (Rest rest = new Rest()) {
            return in(rest.get(health, Map.of()).json());
        } catch (IOException routingIsBusy) {
            return Map.of();
        }
    }

    /** @param health as the actuator tells it, with details */
    static Map<String, List<String>> in(JsonNode health) {
        Map<String, List<String>> refused = new TreeMap<>();
        JsonNode folders = health.at("/components/territories/details/refusedFolders");
        folders.properties().forEach(folder -> {
            List<String> findings = new ArrayList<>();
            folder.getValue().forEach(finding -> findings.add(finding.asString()));
            refused.put(folder.getKey(), findings);
        });
        return refused;
    }
}
