package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.relais.event.notification.v1.NotificationFailed;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.Change.CaseUpdate;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class NotificationFailedConsumptionTest {

    @Test
    void showsNothingToWhoLeftNoAddress() {
        InboundEvent failed = ReleasedVersionsOf.Payloads.newest(NotificationFailed.class);
        NotificationFailed toNobody = NotificationFailed.newBuilder((NotificationFailed) failed.event())
                .setReason("no_contact")
                .build();

        assertThat(DeliveryChanges.of(new InboundEvent(
                        failed.type(),
                        failed.eventId(),
                        failed.requestId(),
                        failed.sequence(),
                        failed.occurredAt(),
                        toNobody,
                        failed.topic(),
                        failed.partition(),
                        failed.offset())))
                .isNull();
    }

    @ReleasedVersionsOf(NotificationFailed.class)
    void showsThatAMessageCouldNotBeDeliveredButNotTheReason(InboundEvent failed) {
        // When
        var change = Shown.ofDelivery(failed);

        // Then
        assertThat(change.update()).isEqualTo(CaseUpdate.NONE);
        assertThat(change.entry())
                .isEqualTo(Shown.entry(
                        "notification_failed",
                        Author.PLATFORM,
                        null,
                        Map.of("channel", Shown.channel(failed), "cause", "é cause_type")));
    }
}
