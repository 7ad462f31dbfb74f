package org.relais.platform.security;

/** The roles that tokens carry; a role's authority is {@code ROLE_} and its name in capitals. */
public final class Roles {

    public static final String SERVICE = "service";
    public static final String DEPARTMENT = "department";
    public static final String ADMIN = "admin";
    public static final String OPERATOR = "operator";
    public static final String OPEN311 = "open311";
    /** May say that a request came in earlier, by another way. */
    public static final String IMPORT = "import";

    private Roles() {}
}
