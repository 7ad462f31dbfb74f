package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.relais.event.common.v1.Outcome;
import org.relais.event.routing.v1.CaseContested;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.event.routing.v1.CaseSplit;
import org.relais.intake.tracking.Change;
import org.relais.intake.tracking.Change.CaseUpdate;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

/** What a person in triage decided is shown in their words, and as no department's. */
class DecidedInTriageTest {

    private static final String REQUEST = "01930000-0000-7000-8000-000000000002";
    private static final String PART = "01930000-0000-7000-8000-000000000009";

    @Test
    void theOutcomeIsShownWithItsReason() {
        Change change = shown("CaseResolved", resolved(REQUEST, "triage"));

        assertThat(change.update())
                .isEqualTo(CaseUpdate.status("resolved", 2, 1).outcome("nothing_to_do", "Tout va bien."));
        assertThat(change.entry())
                .isEqualTo(Shown.entry(
                        "case_resolved",
                        Author.PLATFORM,
                        "Tout va bien.",
                        Map.of("by", "triage", "outcome", "nothing_to_do", "version", "2")));
    }

    @Test
    void thatOfAPartStandsOnTheTimelineOnly() {
        Change change = shown("CaseResolved", resolved(PART, "triage"));

        assertThat(change.update()).isEqualTo(CaseUpdate.NONE);
        assertThat(change.entry())
                .isEqualTo(Shown.entry(
                        "case_resolved",
                        Author.PLATFORM,
                        "Tout va bien.",
                        Map.of("by", "triage", "outcome", "nothing_to_do", "version", "2", "part", PART)));
    }

    @Test
    void whatAllPartsSaidTogetherIsNotShownAgain() {
        Change change = shown("CaseResolved", resolved(REQUEST, "parts"));

        assertThat(change.entry())
                .isEqualTo(Shown.entry(
                        "case_resolved", Author.PLATFORM, null, Map.of("outcome", "nothing_to_do", "version", "2")));
    }

    @Test
    void theSplitIsShownAsNoDepartments() {
        Change change = shown(
                "CaseSplit",
                CaseSplit.newBuilder()
                        .setCaseId(REQUEST)
                        .setStatus("routed")
                        .setCaseVersion(2)
                        .setParts(List.of())
                        .build());

        assertThat(change.entry()).isEqualTo(Shown.entry("case_split", Author.PLATFORM, null, Map.of("by", "triage")));
    }

    @Test
    void anObjectionWithoutADepartmentIsTriagesOnlyWhereItWaitsThere() {
        assertThat(shown("CaseContested", contested(REQUEST, "awaiting_triage")).entry())
                .isEqualTo(
                        Shown.entry("case_contested", Author.PLATFORM, null, Map.of("by", "triage", "department", "")));
        assertThat(shown("CaseContested", contested(REQUEST, "contested")).entry())
                .isEqualTo(Shown.entry("case_contested", Author.PLATFORM, null, Map.of("department", "")));
    }

    @Test
    void anObjectionToAPartWithoutADepartmentIsTriagesWhateverTheOthersDo() {
        assertThat(shown("CaseContested", contested(PART, "in_progress")).entry())
                .isEqualTo(Shown.entry(
                        "case_contested",
                        Author.PLATFORM,
                        null,
                        Map.of("by", "triage", "department", "", "part", PART)));
    }

    private static CaseContested contested(String caseId, String status) {
        return CaseContested.newBuilder()
                .setCaseId(caseId)
                .setStatus(status)
                .setCaseVersion(3)
                .build();
    }

    private static CaseResolved resolved(String caseId, String endedBy) {
        return CaseResolved.newBuilder()
                .setCaseId(caseId)
                .setStatus("resolved")
                .setCaseVersion(2)
                .setOutcome(Outcome.NOTHING_TO_DO)
                .setMessage("Tout va bien.")
                .setEndedBy(endedBy)
                .build();
    }

    private static Change shown(String type, SpecificRecord event) {
        return Shown.ofRouting(new InboundEvent(
                type,
                "01930000-0000-7000-8000-000000000001",
                REQUEST,
                1,
                Shown.MOMENT,
                event,
                "routing.service-requests.v1",
                0,
                0));
    }
}
