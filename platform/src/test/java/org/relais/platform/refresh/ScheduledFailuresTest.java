package org.relais.platform.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.relais.platform.telemetry.LogOf;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

class ScheduledFailuresTest {

    @RegisterExtension
    private final LogOf said = new LogOf(ScheduledFailures.class);

    @Test
    void anOutageIsForNobodyToActUponAndABugIs() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(RefreshAutoConfiguration.class, TaskSchedulingAutoConfiguration.class))
                .withPropertyValues("spring.threads.virtual.enabled=true")
                .withUserConfiguration(Failing.class)
                .run(context -> await().untilAsserted(() ->
                        assertThat(context.getBean(Failing.class).times.get()).isGreaterThan(2)));

        assertThat(said.events()).extracting(ILoggingEvent::getLevel).startsWith(Level.WARN, Level.ERROR);
    }

    @EnableScheduling
    static class Failing {

        private final AtomicInteger times = new AtomicInteger();

        @Scheduled(fixedDelay = 5)
        void fail() {
            if (times.incrementAndGet() == 1) {
                throw new DataAccessResourceFailureException("away");
            }
            throw new IllegalStateException("a bug");
        }
    }
}
