package org.relais.routing.territory;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** How much departments still have to answer. What a case is a territory doesn't know. */
@FunctionalInterface
public interface OpenCases {

    /** By department how many open cases it has; those of these that have none are left out. */
    Map<String, Long> of(Collection<String> departments);

    /** As a list for people, {@code voirie (12), proprete (3)}. */
    static String told(Map<String, Long> open) {
        return open.entrySet().stream()
                .map(department -> department.getKey() + " (" + department.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
