package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.ProgressReported;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class ProgressReportedConsumptionTest {

    @ReleasedVersionsOf(ProgressReported.class)
    void showsTheDepartmentsWords(InboundEvent reported) {
        // When
        var change = Shown.ofRouting(reported);

        // Then
        assertThat(change.update()).isEqualTo(STATUS.department("voirie"));
        assertThat(change.entry())
                .isEqualTo(Shown.entry(
                        "progress_reported", Author.DEPARTMENT, "é message", Map.of("department", "voirie")));
    }
}
