package org.relais.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.relais.embedded.EmbeddedKafka;
import org.relais.embedded.EmbeddedPostgres;
import org.relais.embedded.EmbeddedRegistry;
import org.relais.event.catalogue.Topic;
import org.relais.event.servicerequest.v1.RequesterErased;
import org.relais.platform.document.DocumentFollower;
import org.relais.platform.document.PublishedDocuments;
import org.relais.platform.identifier.Identifiers;
import org.relais.platform.outbox.Numbering;
import org.relais.platform.outbox.Outbox;
import org.relais.platform.outbox.OutboxHarness;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A service that has nothing but the platform on its class path. */
class MessagingServiceIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Topic TOPIC = new Topic(
            "test.service.v1",
            "test-service",
            "relais/test",
            Topic.Key.REQUEST_ID,
            List.of(RequesterErased.class),
            2,
            Duration.ofDays(1),
            List.of());

    private static OutboxHarness kafka;
    private static HttpServer publisher;
    private static final AtomicInteger refusals = new AtomicInteger(2);
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() throws IOException {
        kafka = new OutboxHarness(EmbeddedKafka.shared());
        kafka.create(TOPIC.name(), 2);
        InboxHarness.registry();
        publisher = publisher();
        service = service();
    }

    @AfterAll
    static void stop() {
        service.close();
        publisher.stop(0);
        kafka.close();
    }

    @Test
    void whatOneTransactionAppendsComesBackThroughTheInboxWithItsHeaders() {
        String request = service.getBean(Identifiers.class).next().toString();
        Outbox outbox = service.getBean(Outbox.class);
        TransactionTemplate transaction = service.getBean(TransactionTemplate.class);

        transaction.executeWithoutResult(status -> outbox.append(TOPIC, InboxHarness.event(request, 1)));
        transaction.executeWithoutResult(status ->
                outbox.append(TOPIC, request, Numbering.BEHIND_FIRST, number -> InboxHarness.event(request, number)));
        transaction.executeWithoutResult(status ->
                outbox.append(TOPIC, request, Numbering.BEHIND_FIRST, number -> InboxHarness.event(request, number)));

        List<InboundEvent> seen = service.getBean(Seen.class).events;
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(seen.stream()
                                .filter(event -> event.requestId().equals(request))
                                .map(InboundEvent::sequence))
                        .containsExactly(1L, 2L, 3L));
        assertThat(kafka.read(TOPIC.name()).getFirst().headers().toArray())
                .extracting(header -> header.key())
                .contains("ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "ce_subject", "content-type");
    }

    @Test
    void tablesOfThePlatformAndOfTheServiceHaveHistoriesOfTheirOwn() {
        assertThat(service.getBean(JdbcTemplate.class)
                        .queryForList(
                                "SELECT table_name FROM information_schema.tables WHERE table_name LIKE"
                                        + " '%schema_history'",
                                String.class))
                .containsExactlyInAnyOrder("platform_schema_history", "flyway_schema_history");
    }

    @Test
    void metricsHaveTheirPrometheusNames() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                service.getBean(PrometheusMeterRegistry.class).scrape())
                        .contains(
                                "relais_inbox_lag_records{",
                                "relais_inbox_lag_seconds{",
                                "relais_outbox_rows ",
                                "relais_outbox_oldest_seconds ",
                                "relais_outbox_parked ",
                                "relais_outbox_parked_oldest_seconds ",
                                "relais_inbox_held ",
                                "relais_inbox_held_oldest_seconds "));
    }

    @Test
    void anAnnouncedDocumentIsFetchedUntilItIsHereAndThenSwitched() {
        PublishedDocuments documents = service.getBean(PublishedDocuments.class);
        DocumentFollower follower = service.getBean(DocumentFollower.class);
        TransactionTemplate transaction = service.getBean(TransactionTemplate.class);

        transaction.executeWithoutResult(status -> follower.follow("town", 1, "digest-1"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(documents.current("town")).hasValueSatisfying(document -> {
                    assertThat(document.version()).isEqualTo(1);
                    assertThat(document.json()).isEqualTo("{\"version\":1}");
                }));
        transaction.executeWithoutResult(status -> follower.follow("town", 2, "digest-2"));
        transaction.executeWithoutResult(status -> follower.follow("town", 1, "digest-1"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(documents.all())
                        .singleElement()
                        .satisfies(document -> assertThat(document.version()).isEqualTo(2)));
    }

    @Test
    void aDocumentWhoseDigestDiffersIsNotTaken() {
        PublishedDocuments documents = service.getBean(PublishedDocuments.class);
        TransactionTemplate transaction = service.getBean(TransactionTemplate.class);

        transaction.executeWithoutResult(
                status -> service.getBean(DocumentFollower.class).follow("village", 1, "another-digest"));

        await().during(Duration.ofSeconds(1))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(documents.current("village")).isEmpty());
    }

    @Test
    void timeHasMillisecondsAndIdsAreOrderedByIt() {
        assertThat(service.getBean(Clock.class).instant().getNano() % 1_000_000).isZero();
        UUID id = service.getBean(Identifiers.class).next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    private static ConfigurableApplicationContext service() {
        String database = EmbeddedPostgres.shared().createDatabase();
        return new SpringApplicationBuilder(TestService.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.application.name=test-service",
                        "spring.datasource.url=" + EmbeddedPostgres.shared().jdbcUrl(database),
                        "spring.datasource.username=" + database,
                        "spring.datasource.password=" + database,
                        "spring.kafka.bootstrap-servers="
                                + EmbeddedKafka.shared().bootstrapServers(),
                        "relais.registry.schema.registry.url="
                                + EmbeddedRegistry.shared().url(),
                        "relais.documents.url=http://localhost:"
                                + publisher.getAddress().getPort() + "/{key}/versions/{version}",
                        "relais.documents.back-off=50ms",
                        "management.prometheus.metrics.export.enabled=true")
                .run();
    }

    /** Refuses twice, then answers. */
    private static HttpServer publisher() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String version = exchange.getRequestURI().getPath().replaceAll(".*/", "");
            byte[] body = ("{\"version\":" + version + "}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("ETag", "\"digest-" + version + "\"");
            exchange.sendResponseHeaders(refusals.getAndDecrement() > 0 ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class TestService {

        @Bean
        Seen seen() {
            return new Seen();
        }

        @Bean
        InboxSubscription subscription(Seen seen) {
            return new InboxSubscription.Numbered(TOPIC, seen.events::add);
        }
    }

    static final class Seen {
        private final List<InboundEvent> events = new CopyOnWriteArrayList<>();
    }
}
