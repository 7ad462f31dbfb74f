package org.relais.routing.territory;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * Who answers requests.
 *
 * @param code unique in the deployment
 * @param name by language
 * @param description by language
 * @param kafka whether it takes part by its own topics
 * @param closingDays days on which it is closed though the territory works
 */
public record Department(
        String code,
        Map<String, String> name,
        Map<String, String> description,
        Contact contact,
        boolean kafka,
        Set<LocalDate> closingDays) {

    public Department {
        name = Map.copyOf(name);
        description = Map.copyOf(description);
        closingDays = Set.copyOf(closingDays);
    }
}
