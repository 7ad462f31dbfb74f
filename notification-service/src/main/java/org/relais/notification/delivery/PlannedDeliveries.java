package org.relais.notification.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.relais.notification.planning.PlannedMessage;
import org.relais.notification.planning.PlannedMessage.Detail;
import org.relais.notification.planning.Recall;
import org.relais.notification.request.FollowedRequest;
import org.relais.notification.template.Templates;
import org.relais.notification.territory.Territories;
import org.relais.notification.territory.Territory;
import org.relais.platform.commit.WrittenTogether;
import org.relais.platform.identifier.NamedIdentifiers;
import org.springframework.stereotype.Component;

@Component
class PlannedDeliveries implements Deliveries {

    private final DeliveryLedger ledger;
    private final DeliveryEnd deliveryEnd;
    private final Templates templates;
    private final Territories territories;
    private final DeliverySettings settings;
    private final Clock clock;
    private final Bell bell;
    private final WrittenTogether<String> routed = new WrittenTogether<>(this::release);

    PlannedDeliveries(
            DeliveryLedger ledger,
            DeliveryEnd deliveryEnd,
            Templates templates,
            Territories territories,
            DeliverySettings settings,
            Clock clock,
            Bell bell) {
        this.ledger = ledger;
        this.deliveryEnd = deliveryEnd;
        this.templates = templates;
        this.territories = territories;
        this.settings = settings;
        this.clock = clock;
        this.bell = bell;
    }

    @Override
    public void accept(FollowedRequest request, List<PlannedMessage> messages) {
        for (PlannedMessage message : messages) {
            Instant now = clock.instant();
            Instant dueAt =
                    message.awaitsRouting() ? message.cause().occurredAt().plus(settings.receiptWait()) : now;
            ledger.add(delivery(request, message, now), dueAt, message.awaitsRouting());
            AfterCommit.run(bell::ring);
        }
    }

    @Override
    public void recall(FollowedRequest request, Recall recall) {
        for (Delivery delivery : ledger.claimRecalled(request.requestId(), recall)) {
            Ending moot = new Ending.Withdrawn(recall.reason().word());
            deliveryEnd.end(delivery, moot, Channel.EMAIL, 0, clock.instant());
        }
        ledger.rememberRecall(request.requestId(), recall);
    }

    @Override
    public void routingDecided(FollowedRequest request, Map<Detail, String> decision) {
        if (!decision.isEmpty()) {
            ledger.tellWhatAwaits(request.requestId(), decision);
        }
        routed.add(request.requestId());
    }

    private void release(List<String> requestIds) {
        if (ledger.release(requestIds, clock.instant()) > 0) {
            AfterCommit.run(bell::ring);
        }
    }

    private Delivery delivery(FollowedRequest request, PlannedMessage message, Instant now) {
        String language =
                templates.nearestLanguage(message.kind().isForAnOffice() ? languageOf(request) : message.language());
        return new Delivery(
                idOf(message),
                request.requestId(),
                request.jurisdictionId(),
                message.requesterId(),
                message.cause(),
                message.kind(),
                templates.currentVersion(message.kind().template()),
                language,
                now,
                0,
                message.details());
    }

    /**
     * The same whenever the event is planned for: a database that was restored plans again what it lost, and a mail that
     * leaves a second time for it can be known by its Message-ID.
     */
    private static String idOf(PlannedMessage message) {
        return NamedIdentifiers.of(
                        message.cause().eventId(),
                        message.requesterId(),
                        message.kind().template())
                .toString();
    }

    private String languageOf(FollowedRequest request) {
        return territories
                .find(request.jurisdictionId())
                .map(Territory::language)
                .orElse("");
    }
}
