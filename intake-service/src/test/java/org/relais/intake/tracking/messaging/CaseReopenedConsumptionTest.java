package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.CaseReopened;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class CaseReopenedConsumptionTest {

    @ReleasedVersionsOf(CaseReopened.class)
    void showsWhoLooksAgainAndTheirWords(InboundEvent reopened) {
        // When
        var change = Shown.ofRouting(reopened);

        // Then
        assertThat(change.update()).isEqualTo(STATUS.department("voirie"));
        assertThat(change.entry())
                .isEqualTo(Shown.entry("case_reopened", Author.DEPARTMENT, "é reason", Map.of("department", "voirie")));
    }
}
