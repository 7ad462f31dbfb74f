package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.MOMENT;
import static org.relais.intake.tracking.messaging.Shown.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.Change.Finding;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class ServiceRequestRoutedConsumptionTest {

    @ReleasedVersionsOf(ServiceRequestRouted.class)
    void showsWhoIsResponsibleAndWhy(InboundEvent routed) {
        // Given
        var event = (ServiceRequestRouted) routed.event();

        // When
        var change = Shown.ofRouting(routed);

        // Then
        assertThat(change.update())
                .isEqualTo(STATUS.department("voirie")
                        .reason(Shown.why(event.getReason().getConfidence()))
                        .expectedAt(MOMENT)
                        .keptPrivate(Shown.keptPrivate(event.getVisibility())));
        String service = event.getServiceCode();
        assertThat(change.finding()).isEqualTo(new Finding(service == null ? "" : service, Finding.By.RULES));
        assertThat(change.entry())
                .isEqualTo(
                        Shown.entry("service_request_routed", Author.PLATFORM, null, Map.of("department", "voirie")));
    }
}
