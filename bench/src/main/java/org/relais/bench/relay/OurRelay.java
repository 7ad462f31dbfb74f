package org.relais.bench.relay;

import java.util.List;
import java.util.Map;
import org.relais.platform.outbox.Outbox;
import org.relais.platform.outbox.PreparedEvent;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/** Relais's own relay, as every service runs it. */
final class OurRelay implements Relay {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}

    private final ConfigurableApplicationContext context;
    private final SmartLifecycle relay;
    private final Outbox outbox;
    private final TransactionTemplate transaction;

    OurRelay(RelayTarget target) {
        var application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(Map.of(
                "spring.config.location",
                "optional:classpath:/no-service/",
                "spring.application.name",
                "relay",
                "spring.datasource.url",
                target.jdbcUrl(),
                "spring.datasource.username",
                target.user(),
                "spring.datasource.password",
                target.user(),
                "spring.flyway.locations",
                "classpath:db/no-service",
                "spring.kafka.bootstrap-servers",
                target.bootstrapServers(),
                "relais.registry.schema.registry.url",
                "http://localhost:1/not-asked"));
        this.context = application.run();
        this.relay = context.getBean("outboxRelay", SmartLifecycle.class);
        this.outbox = context.getBean(Outbox.class);
        this.transaction = context.getBean(TransactionTemplate.class);
    }

    @Override
    public void append(List<Event> events) {
        var prepared = events.stream()
                .map(event -> new PreparedEvent(
                        event.topic(),
                        event.requestId(),
                        event.sequence(),
                        event.keyBytes(),
                        Map.of(),
                        event.valueBytes()))
                .toList();
        transaction.executeWithoutResult(status -> outbox.append(prepared));
    }

    @Override
    public void stop() {
        relay.stop();
    }

    @Override
    public void start() {
        relay.start();
    }

    @Override
    public String table() {
        return "outbox";
    }

    @Override
    public void close() {
        context.close();
    }
}
