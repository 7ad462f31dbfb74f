package org.relais.routing.territory;

import java.util.Map;

/**
 * Who answers requests.
 *
 * @param code unique in the deployment
 * @param name by language
 * @param description by language
 * @param kafka whether it takes part by its own topics
 */
public record Department(
        String code, Map<String, String> name, Map<String, String> description, Contact contact, boolean kafka) {

    public Department {
        name = Map.copyOf(name);
        description = Map.copyOf(description);
    }
}
