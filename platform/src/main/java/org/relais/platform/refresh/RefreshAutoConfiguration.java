package org.relais.platform.refresh;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;

/** Says of everything a service keeps in memory and reads anew whether it still does. */
@AutoConfiguration
class RefreshAutoConfiguration {

    @Bean
    RefreshHealth refreshHealthIndicator(ObjectProvider<Refreshed> kept) {
        return new RefreshHealth(kept.orderedStream().toList());
    }

    @Bean
    MeterBinder refreshMeters(ObjectProvider<Refreshed> kept) {
        List<Refreshed> all = kept.orderedStream().toList();
        return meters -> all.forEach(each -> bind(each, meters));
    }

    @Bean
    SimpleAsyncTaskSchedulerCustomizer scheduledFailures() {
        return scheduler -> scheduler.setErrorHandler(new ScheduledFailures());
    }

    private static void bind(Refreshed kept, MeterRegistry meters) {
        Gauge.builder("relais.refresh.failing", kept, each -> each.failing().isPresent() ? 1 : 0)
                .description("Whether what is kept in memory can't be read anew now")
                .tag("what", kept.name())
                .register(meters);
    }
}
