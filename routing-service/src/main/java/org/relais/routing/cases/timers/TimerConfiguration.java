package org.relais.routing.cases.timers;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.relais.routing.cases.CaseFlow;
import org.relais.routing.cases.Timers;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.support.TransactionTemplate;

/** Timers are written through a data source that takes part in the transaction there is, so that they stand or fall with it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeadlineSettings.class)
class TimerConfiguration {

    /** An instance that died while a timer fired is missed after four of these. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);

    private static final int THREADS = 2;

    @Bean
    Timers timers(DataSource dataSource) {
        return new StoredTimers(
                SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource), StoredTimers.KNOWN)
                        .jdbcCustomization(new PostgreSqlJdbcCustomization(false, true))
                        .build());
    }

    /** @param recurring what else is to be done now and then, by one instance: there is one scheduler, so that none sees strangers' timers */
    @Bean
    DeadlineWatch deadlineWatch(
            DataSource dataSource,
            CaseFlow flow,
            TransactionTemplate transaction,
            TaskScheduler starter,
            DeadlineSettings settings,
            Clock clock,
            MeterRegistry meters,
            List<RecurringTask<?>> recurring) {
        Scheduler scheduler = Scheduler.create(
                        new TransactionAwareDataSourceProxy(dataSource),
                        new DeadlineTask(flow, transaction, clock, meters).task())
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, true))
                .pollUsingLockAndFetch(0.5, 2)
                .pollingInterval(settings.checkEvery())
                .startTasks(recurring)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(4)
                .threads(THREADS)
                .shutdownMaxWait(Duration.ofSeconds(10))
                .build();
        return new DeadlineWatch(scheduler, starter, settings.settle(), clock);
    }
}
