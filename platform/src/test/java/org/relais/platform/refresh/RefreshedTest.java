package org.relais.platform.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.DataAccessResourceFailureException;

/** Whatever stands in the way of a look, the next one is taken, and meanwhile health and metrics say so. */
class RefreshedTest {

    private final Kept kept = new Kept();

    /** Reads nothing; fails as it is told to. */
    private static final class Kept extends Refreshed {

        private final AtomicInteger looks = new AtomicInteger();
        private volatile @Nullable Supplier<Throwable> failure;

        Kept() {
            super("kept", Duration.ofMillis(5), 0);
        }

        @Override
        protected void refresh() {
            looks.incrementAndGet();
            Supplier<Throwable> fails = failure;
            if (fails != null) {
                throw sneaky(fails.get());
            }
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> RuntimeException sneaky(Throwable failure) throws T {
            throw (T) failure;
        }
    }

    static List<Supplier<Throwable>> failures() {
        return List.of(
                () -> new IllegalStateException("not foreseen"),
                () -> new NullPointerException("not foreseen"),
                () -> new StackOverflowError("nested too deep"),
                () -> new DataAccessResourceFailureException("down"));
    }

    @AfterEach
    void stop() {
        kept.stop();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void looksGoOnAfterOneThatFailed(Supplier<Throwable> failure) {
        kept.start();
        kept.failure = failure;
        await().untilAsserted(() -> assertThat(kept.failing()).isPresent());
        int failed = kept.looks.get();

        await().untilAsserted(() -> assertThat(kept.looks.get()).isGreaterThan(failed + 2));
        kept.failure = null;

        await().untilAsserted(() -> assertThat(kept.failing()).isEmpty());
        assertThat(kept.isRunning()).isTrue();
    }

    @Test
    void healthIsDownAndTheGaugeIsOneWhileLooksFail() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RefreshAutoConfiguration.class))
                .withBean(SimpleMeterRegistry.class)
                .withBean(Kept.class)
                .run(context -> {
                    Kept bean = context.getBean(Kept.class);
                    SimpleMeterRegistry meters = context.getBean(SimpleMeterRegistry.class);
                    context.getBean("refreshMeters", MeterBinder.class).bindTo(meters);
                    assertThat(health(context.getBean(RefreshHealth.class)).getStatus())
                            .isEqualTo(Status.UP);

                    bean.failure = () -> new IllegalStateException("not foreseen");

                    await().untilAsserted(() -> assertThat(
                                    health(context.getBean(RefreshHealth.class)).getStatus())
                            .isEqualTo(Status.DOWN));
                    assertThat(health(context.getBean(RefreshHealth.class)).getDetails())
                            .hasEntrySatisfying(
                                    "kept", said -> assertThat(said.toString()).startsWith("IllegalStateException"));
                    assertThat(meters.get("relais.refresh.failing")
                                    .tag("what", "kept")
                                    .gauge()
                                    .value())
                            .isEqualTo(1);

                    bean.failure = null;

                    await().untilAsserted(() -> assertThat(
                                    health(context.getBean(RefreshHealth.class)).getStatus())
                            .isEqualTo(Status.UP));
                });
    }

    @Test
    void whatCannotBeReadAtTheStartFailsTheService() {
        kept.failure = () -> new IllegalStateException("not foreseen");

        assertThatThrownBy(kept::start).isInstanceOf(IllegalStateException.class);
        assertThat(kept.isRunning()).isFalse();
    }

    private static Health health(RefreshHealth indicator) {
        return indicator.health();
    }
}
