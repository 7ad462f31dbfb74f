package org.relais.platform.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, as a controller argument.
 *
 * @param clientId the token's subject; also the scope of the caller's idempotency keys
 * @param department code of the department whose client this is
 * @param roles as in the token, lower case: see {@link Roles}
 */
public record Caller(String clientId, @Nullable String department, Set<String> roles) {

    /** Somebody without a token, on an open path. */
    public static final Caller ANONYMOUS = new Caller("anonymous", null, Set.of());

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean isAnonymous() {
        return equals(ANONYMOUS);
    }

    /** Whether this caller may look after the whole platform, whatever the department. */
    public boolean oversees() {
        return has(Roles.OPERATOR) || has(Roles.ADMIN);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }
}
