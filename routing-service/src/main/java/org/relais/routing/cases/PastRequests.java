package org.relais.routing.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.routing.rules.RoutingFacts;

/** Requests that came in before, with the facts they are decided by. */
public interface PastRequests {

    /**
     * @param facts as they are held today: details added since count, what was erased or redacted is gone
     * @param taught departments that its words may have been learned to speak for: the first decision's, and the one it was corrected to
     */
    record PastRequest(
            UUID requestId,
            String trackingCode,
            RoutingFacts facts,
            @Nullable String area,
            Set<String> taught) {

        public PastRequest {
            taught = Set.copyOf(taught);
        }

        @Override
        public String toString() {
            return "PastRequest[" + requestId + "]";
        }
    }

    /** Of one territory, the newest first. */
    List<PastRequest> latest(String jurisdictionId, int limit);

    Optional<PastRequest> ofCase(UUID caseId);

    /**
     * What is known of who is responsible for a request.
     *
     * @param department that proved responsible
     */
    record Settled(String description, String serviceCode, String department) {
        @Override
        public String toString() {
            return "Settled[serviceCode=" + serviceCode + ", department=" + department + "]";
        }
    }

    /**
     * Requests of a territory of which it was known by then who is responsible, the newest first, whatever became known since. That is
     * whom a person named, in triage or handing it on, or who took up what the rules decided; what words alone decided counts once it is
     * resolved, so that a mistake doesn't teach itself. What is nobody's here teaches nothing. Only the text is today's: what was redacted
     * is gone.
     */
    List<Settled> settled(String jurisdictionId, Instant until, int limit);
}
