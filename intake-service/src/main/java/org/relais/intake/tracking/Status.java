package org.relais.intake.tracking;

import java.util.Set;

/** Words for where a request stands. Routing decides them; intake knows only what follows from a word. */
public final class Status {

    public static final String SUBMITTED = "submitted";
    public static final String AWAITING_TRIAGE = "awaiting_triage";
    public static final String AWAITING_CITIZEN = "awaiting_citizen";
    public static final String RESOLVED = "resolved";
    public static final String CONFIRMED = "confirmed";
    public static final String CONTESTED = "contested";
    public static final String WITHDRAWN = "withdrawn";

    private static final Set<String> WITH_OUTCOME = Set.of(RESOLVED, CONFIRMED, CONTESTED);
    private static final Set<String> NOBODYS = Set.of(SUBMITTED, AWAITING_TRIAGE);

    private Status() {}

    static boolean hasOutcome(String status) {
        return WITH_OUTCOME.contains(status);
    }

    static boolean hasDepartment(String status) {
        return !NOBODYS.contains(status);
    }
}
