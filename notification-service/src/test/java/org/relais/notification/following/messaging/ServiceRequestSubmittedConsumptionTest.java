package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.REQUESTER;

import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class ServiceRequestSubmittedConsumptionTest {

    @ReleasedVersionsOf(ServiceRequestSubmitted.class)
    void learnsWhomToTellAndHow(InboundEvent submitted) {
        // When
        var happening = Told.byIntake(submitted);

        // Then
        assertThat(happening)
                .isEqualTo(new Happening.Submitted(
                        Told.cause("ServiceRequestSubmitted"),
                        "valmont",
                        "K7QF-29MD",
                        "pothole",
                        REQUESTER,
                        "fr",
                        true));
    }
}
