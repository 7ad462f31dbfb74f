package org.relais.platform.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class PeriodicGaugesTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CompletableFuture<Integer> first = new CompletableFuture<>();
    private final AtomicBoolean away = new AtomicBoolean();
    private final PeriodicGauges<Integer> gauges = PeriodicGauges.of("test", Duration.ofMillis(5), this::look, meters)
            .gauge("waiting", "What waits", found -> found)
            .gauge("twice", "Twice that", found -> 2 * found);

    @AfterEach
    void stop() {
        first.complete(0);
        gauges.stop();
    }

    @Test
    void haveNoNumberUntilItIsKnownAndWhileItCannotBe() {
        assertThat(gauge("waiting")).isNaN();

        first.complete(3);
        await().untilAsserted(() -> assertThat(gauge("waiting")).isEqualTo(3));
        assertThat(gauge("twice")).isEqualTo(6);

        away.set(true);
        await().untilAsserted(() -> assertThat(gauge("waiting")).isNaN());

        away.set(false);
        await().untilAsserted(() -> assertThat(gauge("waiting")).isEqualTo(3));
    }

    private int look() {
        if (away.get()) {
            throw new DataAccessResourceFailureException("away");
        }
        return first.join();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }
}
