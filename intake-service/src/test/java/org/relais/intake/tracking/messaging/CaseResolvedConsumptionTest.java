package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class CaseResolvedConsumptionTest {

    @ReleasedVersionsOf(CaseResolved.class)
    void showsTheOutcomeInTheDepartmentsWords(InboundEvent resolved) {
        // When
        var change = Shown.ofRouting(resolved);

        // Then
        assertThat(change.update()).isEqualTo(STATUS.department("voirie").outcome("nothing_to_do", "é message"));
        assertThat(change.entry())
                .isEqualTo(Shown.entry(
                        "case_resolved",
                        Author.DEPARTMENT,
                        "é message",
                        Map.of("department", "voirie", "outcome", "nothing_to_do", "version", "1")));
    }
}
