package org.relais.e2e.client;

import java.util.HashMap;
import java.util.Map;
import org.relais.e2e.system.SystemUnderTest;

/** Answers cases over REST, with the department's own token. */
public final class Department {

    private final SystemUnderTest system;
    private final String code;

    public Department(SystemUnderTest system, String code) {
        this.system = system;
        this.code = code;
    }

    public Reply cases(String query) {
        return Http.get(system.routing().resolve("/api/v1/cases" + query), authorized());
    }

    public Reply read(String caseId) {
        return Http.get(system.routing().resolve("/api/v1/cases/" + caseId), authorized());
    }

    /** @param verb acknowledge, ask, progress, decline, transfer or resolve */
    public Reply act(String caseId, String verb, Map<String, Object> body) {
        return Http.post(system.routing().resolve("/api/v1/cases/" + caseId + "/" + verb), body, authorized());
    }

    /** The same, so that a retry has one effect. */
    public Reply act(String caseId, String verb, Map<String, Object> body, String idempotencyKey) {
        var headers = new HashMap<>(authorized());
        headers.put("Idempotency-Key", idempotencyKey);
        return Http.post(system.routing().resolve("/api/v1/cases/" + caseId + "/" + verb), body, headers);
    }

    private Map<String, String> authorized() {
        return Map.of("Authorization", "Bearer " + system.token(code));
    }
}
