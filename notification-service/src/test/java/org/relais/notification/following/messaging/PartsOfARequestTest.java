package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.relais.event.common.v1.CasePart;
import org.relais.event.common.v1.Outcome;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.event.routing.v1.PartsChanged;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

/** A split request's people hear what the departments say of their parts, and the end once. */
class PartsOfARequestTest {

    private static final String REQUEST = "01930000-0000-7000-8000-000000000002";
    private static final String PART = "01930000-0000-7000-8000-000000000009";

    @Test
    void thatAPartEndedIsNewsAndNoOutcome() {
        assertThat(told("CaseResolved", resolved(PART, "in_progress", "voirie")))
                .isEqualTo(new Happening.Progressed(Told.cause("CaseResolved"), "in_progress", "voirie", "Fait."));
    }

    @Test
    void theLastPartsEndIsToldByTheOutcomeOfTheWhole() {
        assertThat(told("CaseResolved", resolved(PART, "resolved", "voirie")))
                .isEqualTo(new Happening.StatusChanged(Told.cause("CaseResolved"), "resolved"));
        assertThat(told("CaseResolved", resolved(REQUEST, "resolved", "")))
                .isEqualTo(new Happening.Resolved(
                        Told.cause("CaseResolved"), "resolved", null, Happening.Outcome.FIXED, "Fait.", null, null));
    }

    @Test
    void aPartThatTriageEndedIsOnThePageOnlyAndARequestThatItEndedHasItsOutcome() {
        assertThat(told("CaseResolved", resolved(PART, "in_progress", "")))
                .isEqualTo(new Happening.StatusChanged(Told.cause("CaseResolved"), "in_progress"));
        assertThat(told(
                        "CaseResolved",
                        CaseResolved.newBuilder(resolved(REQUEST, "resolved", ""))
                                .setEndedBy("triage")
                                .build()))
                .isEqualTo(new Happening.Resolved(
                        Told.cause("CaseResolved"),
                        "resolved",
                        null,
                        Happening.Outcome.FIXED,
                        "Fait.",
                        null,
                        null,
                        true));
    }

    @Test
    void whetherAPartWaitsForAnAnswerIsKnown() {
        assertThat(told("PartsChanged", changed("awaiting_citizen", "routed")))
                .isEqualTo(new Happening.PartsChanged(Told.cause("PartsChanged"), "awaiting_citizen", null, true));
        assertThat(told("PartsChanged", changed("resolved", "routed")))
                .isEqualTo(new Happening.PartsChanged(Told.cause("PartsChanged"), "in_progress", null, false));
    }

    @Test
    void whoHasAPartIsOnThePageOnly() {
        assertThat(told(
                        "ServiceRequestRouted",
                        ServiceRequestRouted.newBuilder()
                                .setCaseId(PART)
                                .setStatus("routed")
                                .setDepartment("voirie")
                                .setCause("split")
                                .build()))
                .isEqualTo(new Happening.StatusChanged(Told.cause("ServiceRequestRouted"), "routed"));
        assertThat(told(
                        "RoutingDeferred",
                        RoutingDeferred.newBuilder()
                                .setCaseId(PART)
                                .setStatus("in_progress")
                                .build()))
                .isEqualTo(new Happening.StatusChanged(Told.cause("RoutingDeferred"), "in_progress"));
    }

    private static PartsChanged changed(String one, String other) {
        return PartsChanged.newBuilder()
                .setCaseId(REQUEST)
                .setStatus(one.equals("awaiting_citizen") ? one : "in_progress")
                .setParts(List.of(part(one), part(other)))
                .build();
    }

    private static CasePart part(String status) {
        return CasePart.newBuilder()
                .setCaseId(PART)
                .setDepartment("voirie")
                .setStatus(status)
                .build();
    }

    private static CaseResolved resolved(String caseId, String status, String department) {
        return CaseResolved.newBuilder()
                .setCaseId(caseId)
                .setStatus(status)
                .setDepartment(department)
                .setOutcome(Outcome.FIXED)
                .setMessage("Fait.")
                .build();
    }

    private static Happening told(String type, SpecificRecord event) {
        return Told.byRouting(new InboundEvent(
                type,
                "01930000-0000-7000-8000-000000000001",
                REQUEST,
                1,
                Told.MOMENT,
                event,
                "routing.service-requests.v1",
                0,
                0));
    }
}
