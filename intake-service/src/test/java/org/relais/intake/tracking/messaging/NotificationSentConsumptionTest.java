package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.relais.event.notification.v1.NotificationSent;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.Change.CaseUpdate;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class NotificationSentConsumptionTest {

    @ReleasedVersionsOf(NotificationSent.class)
    void showsNothingOfAMessageToAnOffice(InboundEvent sent) {
        // Given
        InboundEvent toAnOffice = new InboundEvent(
                sent.type(),
                sent.eventId(),
                sent.requestId(),
                sent.sequence(),
                sent.occurredAt(),
                NotificationSent.newBuilder((NotificationSent) sent.event())
                        .setRequesterId("")
                        .build(),
                sent.topic(),
                sent.partition(),
                sent.offset());

        // When, then
        assertThat(DeliveryChanges.of(toAnOffice)).isNull();
    }

    @ReleasedVersionsOf(NotificationSent.class)
    void showsByWhichChannelAMessageLeftAndWhatItWasAbout(InboundEvent sent) {
        // When
        var change = Shown.ofDelivery(sent);

        // Then
        assertThat(change.update()).isEqualTo(CaseUpdate.NONE);
        assertThat(change.entry())
                .isEqualTo(Shown.entry(
                        "notification_sent",
                        Author.PLATFORM,
                        null,
                        Map.of("channel", Shown.channel(sent), "cause", "é cause_type")));
    }
}
