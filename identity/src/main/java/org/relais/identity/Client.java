package org.relais.identity;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Who may ask for a token, told by the client id alone. */
sealed interface Client {

    Set<String> SERVICES = Set.of("intake-service", "routing-service", "notification-service");
    Set<String> ROLES = Set.of("admin", "operator", "open311", "import", "counter", "partner");
    Pattern DEPARTMENT_CODE = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    String id();

    /** One of the platform's own services. */
    record Service(String id) implements Client {}

    /** A demo login named after its only role. */
    record Role(String id) implements Client {}

    /** A department's own system; its id is the department's code. */
    record Department(String id) implements Client {}

    static Optional<Client> withId(String id) {
        if (SERVICES.contains(id)) {
            return Optional.of(new Service(id));
        }
        if (ROLES.contains(id)) {
            return Optional.of(new Role(id));
        }
        return DEPARTMENT_CODE.matcher(id).matches() ? Optional.of(new Department(id)) : Optional.empty();
    }
}
