package org.relais.routing.territory;

import java.util.List;
import java.util.Optional;

/** The territories in force. */
public interface Territories {

    /** The version in force; the snapshot never changes, the next call may give a newer one. */
    Optional<Territory> current(String jurisdictionId);

    /** All that are in force, by jurisdiction id. */
    List<Territory> current();

    /** Whether a service is about one person's own affairs; one that is not known is not. */
    default boolean concernsOnePerson(String jurisdictionId, String serviceCode) {
        return current(jurisdictionId)
                .flatMap(territory -> territory.service(serviceCode))
                .filter(Service::isPrivate)
                .isPresent();
    }

    /** A department by its code, whichever territory it belongs to. */
    default Optional<Department> department(String code) {
        return current().stream()
                .flatMap(territory -> territory.department(code).stream())
                .findFirst();
    }
}
