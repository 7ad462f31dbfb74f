package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.MOMENT;
import static org.relais.intake.tracking.messaging.Shown.STATUS;
import static org.relais.intake.tracking.messaging.Shown.WHY;

import java.util.Map;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class ServiceRequestRoutedConsumptionTest {

    @ReleasedVersionsOf(ServiceRequestRouted.class)
    void showsWhoIsResponsibleAndWhy(InboundEvent routed) {
        // When
        var change = Shown.ofRouting(routed);

        // Then
        assertThat(change.update())
                .isEqualTo(STATUS.department("voirie").reason(WHY).expectedAt(MOMENT)
                        .keptPrivate(Shown.keptPrivate(((ServiceRequestRouted) routed.event()).getVisibility())));
        assertThat(change.entry())
                .isEqualTo(
                        Shown.entry("service_request_routed", Author.PLATFORM, null, Map.of("department", "voirie")));
    }
}
