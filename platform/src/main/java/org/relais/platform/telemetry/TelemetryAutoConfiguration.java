package org.relais.platform.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The clock, and the tags that every metric carries. */
@AutoConfiguration
public class TelemetryAutoConfiguration {

    /** UTC, in whole milliseconds: what a database and Avro's timestamp-millis give back unchanged. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    @ConditionalOnClass(MeterRegistry.class)
    MeterFilter serviceAndInstance(
            @Value("${spring.application.name:application}") String service,
            @Value("${relais.instance:1}") String instance) {
        return MeterFilter.commonTags(Tags.of("service", service, "instance", instance));
    }
}
