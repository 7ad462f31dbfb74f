package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.MOMENT;
import static org.relais.intake.tracking.messaging.Shown.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.CaseTransferred;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class CaseTransferredConsumptionTest {

    @ReleasedVersionsOf(CaseTransferred.class)
    void showsFromWhomToWhomAndWhy(InboundEvent transferred) {
        // Given
        var event = (CaseTransferred) transferred.event();

        // When
        var change = Shown.ofRouting(transferred);

        // Then
        assertThat(change.update())
                .isEqualTo(STATUS.department("voirie")
                        .reason(Shown.why(event.getReason().getConfidence()))
                        .expectedAt(MOMENT));
        assertThat(change.entry())
                .isEqualTo(Shown.entry(
                        "case_transferred",
                        Author.PLATFORM,
                        "é message",
                        Map.of("department", "voirie", "from", "é fromDepartment")));
    }
}
