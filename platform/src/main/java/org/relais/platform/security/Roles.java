package org.relais.platform.security;

import java.util.Set;

/** The roles that tokens carry; a role's authority is {@code ROLE_} and its name in capitals. */
public final class Roles {

    public static final String SERVICE = "service";
    public static final String DEPARTMENT = "department";
    public static final String ADMIN = "admin";
    public static final String OPERATOR = "operator";
    public static final String OPEN311 = "open311";
    /** Answers the phone or the counter, and files on a person's behalf. */
    public static final String COUNTER = "counter";

    /** May say that a request came in earlier, by another way. */
    public static final String IMPORT = "import";

    /** Another organisation, which passes on what people asked it for. */
    public static final String PARTNER = "partner";

    /** Each of them; no department can have one of these words for its code, since a client is told by its name. */
    public static final Set<String> ALL =
            Set.of(SERVICE, DEPARTMENT, ADMIN, OPERATOR, OPEN311, COUNTER, IMPORT, PARTNER);

    private Roles() {}
}
