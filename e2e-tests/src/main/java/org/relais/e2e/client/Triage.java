package org.relais.e2e.client;

import java.util.Map;
import org.relais.e2e.system.SystemUnderTest;

/** The person who decides where no rule does. */
public final class Triage {

    private final SystemUnderTest system;

    public Triage(SystemUnderTest system) {
        this.system = system;
    }

    public Reply waiting() {
        return Http.get(system.routing().resolve("/api/v1/triage?limit=200"), authorized());
    }

    public Reply assign(String caseId, String department, String reason) {
        return Http.post(
                system.routing().resolve("/api/v1/triage/" + caseId + "/assign"),
                Map.of("department", department, "reason", reason),
                authorized());
    }

    private Map<String, String> authorized() {
        return Map.of("Authorization", "Bearer " + system.token("operator"));
    }
}
