package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.STATUS;

import org.relais.event.routing.v1.InformationReceived;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class InformationReceivedConsumptionTest {

    @ReleasedVersionsOf(InformationReceived.class)
    void learnsThatTheQuestionIsAnswered(InboundEvent received) {
        // When
        var happening = Told.byRouting(received);

        // Then
        assertThat(happening)
                .isEqualTo(new Happening.Answered(Told.cause("InformationReceived"), STATUS, "é questionId"));
    }
}
