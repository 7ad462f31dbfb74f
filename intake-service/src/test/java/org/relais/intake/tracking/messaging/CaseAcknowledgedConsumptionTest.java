package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.CaseAcknowledged;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class CaseAcknowledgedConsumptionTest {

    @ReleasedVersionsOf(CaseAcknowledged.class)
    void showsWhoTookNoteAndTheirWords(InboundEvent acknowledged) {
        // When
        var change = Shown.ofRouting(acknowledged);

        // Then
        assertThat(change.update()).isEqualTo(STATUS.department("voirie"));
        assertThat(change.entry())
                .isEqualTo(Shown.entry(
                        "case_acknowledged", Author.DEPARTMENT, "é message", Map.of("department", "voirie")));
    }
}
