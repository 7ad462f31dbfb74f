package org.relais.notification.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.stereotype.Component;

@Component
class DeliveryMetrics {

    private final MeterRegistry registry;
    private final Counter possibleRepeats;

    DeliveryMetrics(MeterRegistry registry, DeliveryLedger ledger, Clock clock) {
        this.registry = registry;
        this.possibleRepeats = Counter.builder("relais.mail.possible.repeats")
                .description(
                        "Messages sent again, mails under the same Message-ID, after a try whose outcome nobody knows")
                .register(registry);
        Gauge.builder(
                        "relais.notifications.waiting",
                        ledger,
                        it -> it.waiting(clock.instant()).count())
                .description("Messages that are due and not sent")
                .register(registry);
        Gauge.builder(
                        "relais.notifications.waiting.age",
                        ledger,
                        it -> it.waiting(clock.instant()).age().toSeconds())
                .description("How long the oldest waiting message has been due")
                .baseUnit("seconds")
                .register(registry);
    }

    void ended(Delivery delivery, Ending ending) {
        registry.counter(
                        "relais.notifications",
                        "outcome",
                        ending.status().word(),
                        "template",
                        delivery.kind().template(),
                        "reason",
                        ending.reason())
                .increment();
    }

    void postponed(Delivery delivery, String reason) {
        registry.counter(
                        "relais.notifications.postponed",
                        "template",
                        delivery.kind().template(),
                        "reason",
                        reason)
                .increment();
    }

    void possibleRepeat() {
        possibleRepeats.increment();
    }
}
