package org.relais.platform.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.relais.embedded.EmbeddedPostgres;

class SoleWorkerIT {

    private final AtomicInteger working = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> turns = new ConcurrentLinkedQueue<>();
    private HikariDataSource database;

    @BeforeEach
    void open() {
        String name = EmbeddedPostgres.shared().createDatabase();
        database = new HikariDataSource();
        database.setJdbcUrl(EmbeddedPostgres.shared().jdbcUrl(name));
        database.setUsername(name);
        database.setPassword(name);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anErrorEndsATurnAndNotTheWork() {
        Counting worker = new Counting("one", 1);

        worker.start();
        await().untilAsserted(() -> assertThat(turns).containsExactly("one", "one"));
        worker.stop();

        assertThat(worker.isRunning()).isFalse();
        assertThat(working).hasValue(0);
    }

    @Test
    void anotherTakesOverFromOneThatEnds() {
        Counting one = new Counting("one", 0);
        Counting other = new Counting("other", 0);

        one.start();
        await().untilAsserted(() -> assertThat(turns).containsExactly("one"));
        other.start();
        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(working).hasValue(1));
        one.stop();
        await().untilAsserted(() -> assertThat(turns).containsExactly("one", "other"));
        other.stop();

        assertThat(working).hasValue(0);
    }

    @Test
    void oneThatWasStoppedBeginsAgain() {
        Counting worker = new Counting("one", 0);

        for (List<String> soFar : List.of(List.of("one"), List.of("one", "one"))) {
            worker.start();
            await().untilAsserted(() -> assertThat(turns).containsExactlyElementsOf(soFar));
            worker.stop();
        }
    }

    /** Works until it is to stop, but for so many turns that end by an error. */
    private final class Counting extends SoleWorker {

        private final String who;
        private int errors;

        Counting(String who, int errors) {
            super(who, database, "counting");
            this.who = who;
            this.errors = errors;
        }

        @Override
        protected void work(HeldLock lock) {
            working.incrementAndGet();
            turns.add(who);
            try {
                if (errors-- > 0) {
                    throw new OutOfMemoryError("as if");
                }
                while (goesOn()) {
                    pause(Duration.ofSeconds(10));
                }
            } finally {
                working.decrementAndGet();
            }
        }

        @Override
        protected Duration pauseAfter(@Nullable Throwable failure) {
            return Duration.ofMillis(20);
        }
    }
}
