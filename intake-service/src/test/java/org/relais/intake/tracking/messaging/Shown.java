package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.event.common.v1.Confidence;
import org.relais.event.common.v1.Visibility;
import org.relais.event.notification.v1.DeliveryChannel;
import org.relais.event.notification.v1.NotificationDelivered;
import org.relais.event.notification.v1.NotificationFailed;
import org.relais.event.notification.v1.NotificationSent;
import org.relais.intake.tracking.Change;
import org.relais.intake.tracking.Change.CaseUpdate;
import org.relais.intake.tracking.Part;
import org.relais.intake.tracking.Reason;
import org.relais.intake.tracking.TimelineEntry;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

/** What the public is shown of golden payloads. */
final class Shown {

    static final Instant MOMENT = Instant.parse("2026-11-23T15:00:00Z");
    static final CaseUpdate STATUS = CaseUpdate.status("é status", 1, 1);

    private static final UUID REQUEST = UUID.fromString("01930000-0000-7000-8000-000000000002");
    static final Part PART = new Part(REQUEST, "voirie", "é work", "é status", MOMENT, "nothing_to_do", "é message");

    private static final UUID EVENT = UUID.fromString("01930000-0000-7000-8000-000000000001");

    private Shown() {}

    /** As a version's payload says it: how sure it was isn't told by the first ones. */
    static Reason why(@Nullable Confidence told) {
        return new Reason(
                "é ruleId",
                1,
                "é code",
                Map.of("fr", "é text"),
                Map.of("fr", "é facts"),
                List.of(new Reason.RunnerUp("é ruleId", "voirie")),
                told == null ? null : new Reason.Confidence(told.getPercent(), told.getDecided(), told.getStood()));
    }

    static Change ofRouting(InboundEvent inbound) {
        return ofTheRequest(RoutingChanges.of(inbound));
    }

    static Change ofDelivery(InboundEvent inbound) {
        return ofTheRequest(DeliveryChanges.of(inbound));
    }

    static TimelineEntry entry(String type, Author author, @Nullable String message, Map<String, String> detail) {
        return new TimelineEntry(EVENT, type, MOMENT, author, message, detail);
    }

    /** The way that a version's payload names: the last of those that the version knows. */
    static String channel(InboundEvent inbound) {
        return switch (inbound.event()) {
            case NotificationSent sent -> word(sent.getChannel());
            case NotificationDelivered delivered -> word(delivered.getChannel());
            case NotificationFailed failed -> word(failed.getChannel());
            default -> throw new IllegalArgumentException(inbound.type() + " names no way");
        };
    }

    /** What a version's payload says of who may look: nothing before it could. */
    static @Nullable Boolean keptPrivate(Visibility visibility) {
        assertThat(visibility).isIn(Visibility.UNKNOWN, Visibility.PRIVATE);
        return visibility == Visibility.PRIVATE ? true : null;
    }

    private static String word(DeliveryChannel channel) {
        assertThat(channel).isIn(DeliveryChannel.LETTER, DeliveryChannel.MESSAGING);
        return channel == DeliveryChannel.LETTER ? "letter" : "messaging";
    }

    private static Change ofTheRequest(@Nullable Change change) {
        assertThat(change).isNotNull();
        assertThat(Objects.requireNonNull(change).requestId()).isEqualTo(REQUEST);
        return change;
    }
}
