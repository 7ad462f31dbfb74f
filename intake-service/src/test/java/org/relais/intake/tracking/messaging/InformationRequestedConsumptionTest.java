package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.InformationRequested;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class InformationRequestedConsumptionTest {

    @ReleasedVersionsOf(InformationRequested.class)
    void showsTheQuestion(InboundEvent requested) {
        // When
        var change = Shown.ofRouting(requested);

        // Then
        assertThat(change.update()).isEqualTo(STATUS.department("voirie").question("é questionId", "é question"));
        assertThat(change.entry())
                .isEqualTo(Shown.entry(
                        "information_requested", Author.DEPARTMENT, "é question", Map.of("department", "voirie")));
    }
}
