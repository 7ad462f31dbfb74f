package org.relais.platform.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.relais.platform.telemetry.LogOf;
import org.springframework.dao.DataAccessResourceFailureException;

/** What is done in the background says that it fails, and says so once. */
class RecurringTest {

    private static final Duration OFTEN = Duration.ofMillis(5);
    private static final Duration SELDOM = Duration.ofHours(1);

    @RegisterExtension
    private final LogOf said = new LogOf(Recurring.class);

    private final AtomicInteger times = new AtomicInteger();
    private volatile @Nullable Throwable failure;
    private final List<Recurring> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Recurring::stop);
    }

    @Test
    void anOutageIsSaidOnceWhenItBeginsAndOnceWhenItIsOver() {
        failure = new DataAccessResourceFailureException("down");
        Recurring recurring = often();
        again(5);
        failure = null;
        await().untilAsserted(() -> assertThat(recurring.failing()).isEmpty());
        again(5);

        assertThat(said.events()).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
        assertThat(said.events())
                .allSatisfy(event -> assertThat(event.getKeyValuePairs())
                        .anySatisfy(pair -> assertThat(pair.value).isEqualTo("sweeping")));
    }

    @Test
    void aFaultOfOursIsAnErrorAndEndsNothing() {
        failure = new NoClassDefFoundError("not foreseen");
        Recurring recurring = often();
        again(5);

        assertThat(said.events())
                .singleElement()
                .satisfies(event -> assertThat(event.getLevel()).isEqualTo(Level.ERROR));
        assertThat(recurring.failing())
                .hasValueSatisfying(failing -> assertThat(failing.reason()).isEqualTo("NoClassDefFoundError"));
    }

    @Test
    void anotherReasonIsNews() {
        failure = new DataAccessResourceFailureException("down");
        often();
        again(5);
        failure = new IllegalStateException("not foreseen");
        again(5);

        assertThat(said.events()).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.ERROR);
    }

    @Test
    void whatIsAskedForIsDoneBeforeItsTime() {
        Recurring recurring = Recurring.startAfterAPause("sweeping", SELDOM, this::task);
        started.add(recurring);
        assertThat(times).hasValue(0);

        recurring.now();

        await().untilAsserted(() -> assertThat(times).hasValue(1));
    }

    private Recurring often() {
        Recurring recurring = Recurring.start("sweeping", OFTEN, this::task);
        started.add(recurring);
        return recurring;
    }

    private void task() {
        times.incrementAndGet();
        Throwable fails = failure;
        if (fails instanceof RuntimeException exception) {
            throw exception;
        }
        if (fails instanceof Error error) {
            throw error;
        }
    }

    /** Until it has been done more often. */
    private void again(int more) {
        int before = times.get();
        await().untilAsserted(() -> assertThat(times.get()).isGreaterThan(before + more));
    }
}
