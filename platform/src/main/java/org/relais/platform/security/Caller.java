package org.relais.platform.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, as a controller argument.
 *
 * @param clientId the token's subject; also the scope of the caller's idempotency keys
 * @param department code of the department whose client this is
 * @param roles as in the token, lower case: see {@link Roles}
 * @param jurisdictions ids of the territories that the token is for; null where it doesn't say: all
 */
public record Caller(
        String clientId,
        @Nullable String department,
        Set<String> roles,
        @Nullable Set<String> jurisdictions) {

    /** Somebody without a token, on an open path. */
    public static final Caller ANONYMOUS = new Caller("anonymous", null, Set.of());

    public Caller {
        roles = Set.copyOf(roles);
        jurisdictions = jurisdictions == null ? null : Set.copyOf(jurisdictions);
    }

    /** For every territory. */
    public Caller(String clientId, @Nullable String department, Set<String> roles) {
        this(clientId, department, roles, null);
    }

    public boolean isAnonymous() {
        return equals(ANONYMOUS);
    }

    /** Whether this caller's token is for this territory, whatever it allows there. */
    public boolean isFor(String jurisdictionId) {
        return jurisdictions == null || jurisdictions.contains(jurisdictionId);
    }

    /** Whether this caller may look after territories, whatever the department; after which, {@link #oversees(String)} says. */
    public boolean oversees() {
        return has(Roles.OPERATOR) || has(Roles.ADMIN);
    }

    /** Whether this caller may look after this territory. */
    public boolean oversees(String jurisdictionId) {
        return oversees() && isFor(jurisdictionId);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }
}
