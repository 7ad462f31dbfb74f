package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.relais.event.notification.v1.NotificationDelivered;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.Change.CaseUpdate;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class NotificationDeliveredConsumptionTest {

    @ReleasedVersionsOf(NotificationDelivered.class)
    void showsThatAMessageArrived(InboundEvent delivered) {
        // When
        var change = Shown.ofDelivery(delivered);

        // Then
        assertThat(change.update()).isEqualTo(CaseUpdate.NONE);
        assertThat(change.entry())
                .isEqualTo(Shown.entry(
                        "notification_delivered",
                        Author.PLATFORM,
                        null,
                        Map.of("channel", Shown.channel(delivered), "cause", "é cause_type")));
    }
}
