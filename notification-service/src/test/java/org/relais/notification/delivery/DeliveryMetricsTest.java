package org.relais.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryMetricsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CompletableFuture<DeliveryLedger.Waiting> answer = new CompletableFuture<>();
    private final DeliveryMetrics metrics = new DeliveryMetrics(
            meters,
            new UnusedLedger() {
                @Override
                public Waiting waiting(Instant now) {
                    return answer.join();
                }
            },
            Clock.systemUTC());

    @AfterEach
    void stop() {
        answer.complete(new DeliveryLedger.Waiting(0, Duration.ZERO));
        metrics.destroy();
    }

    @Test
    void aScrapeDoesNotWaitForTheDatabase() throws Exception {
        assertThat(CompletableFuture.supplyAsync(() -> gauge("waiting")).get(5, TimeUnit.SECONDS))
                .isNaN();
        assertThat(gauge("waiting.age.seconds")).isNaN();

        answer.complete(new DeliveryLedger.Waiting(7, Duration.ofMinutes(2)));

        await().untilAsserted(() -> {
            assertThat(gauge("waiting")).isEqualTo(7);
            assertThat(gauge("waiting.age.seconds")).isEqualTo(120);
        });
    }

    private double gauge(String name) {
        return meters.get("relais.notifications." + name).gauge().value();
    }
}
