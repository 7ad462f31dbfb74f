package org.relais.notification.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.relais.notification.delivery.DeliveryLedger.Waiting;
import org.relais.platform.refresh.PeriodicGauges;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

@Component
class DeliveryMetrics implements DisposableBean {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final MeterRegistry registry;
    private final Counter possibleRepeats;
    private final PeriodicGauges<Waiting> waiting;

    DeliveryMetrics(MeterRegistry registry, DeliveryLedger ledger, Clock clock) {
        this.registry = registry;
        this.possibleRepeats = Counter.builder("relais.mail.possible.repeats")
                .description(
                        "Messages sent again, mails under the same Message-ID, after a try whose outcome nobody knows")
                .register(registry);
        this.waiting = PeriodicGauges.of("notification-gauges", EVERY, () -> ledger.waiting(clock.instant()), registry)
                .gauge("relais.notifications.waiting", "Messages that are due and not sent", Waiting::count)
                .gauge(
                        "relais.notifications.waiting.age.seconds",
                        "How long the oldest waiting message has been due",
                        found -> found.age().toSeconds());
    }

    @Override
    public void destroy() {
        waiting.stop();
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
