package org.relais.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.relais.embedded.EmbeddedMail;
import org.relais.embedded.EmbeddedPostgres;
import org.relais.embedded.EmbeddedRegistry;
import org.relais.event.catalogue.Topics;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nobody is told the same twice, however often the service starts and however many run. */
class InstancesIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private RunningPlatform platform;
    private EmbeddedMail mail;

    @BeforeEach
    void start() throws IOException {
        platform = new RunningPlatform();
        mail = EmbeddedMail.start();
        Story.publishTerritory(platform);
    }

    @AfterEach
    void stop() {
        platform.close();
        mail.close();
    }

    @Test
    void sendsNothingAgainWhenEventsComeAgainAndTheServiceRestarts() {
        ConfigurableApplicationContext first = platform.start(mail.smtpPort());
        Story story = Story.of(platform);
        SpecificRecord submitted = story.submitted();
        SpecificRecord routed = story.routedToRoads();
        story.publish(Topics.INTAKE_SERVICE_REQUESTS, submitted).publish(Topics.ROUTING_SERVICE_REQUESTS, routed);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(mailsTo(mail, story)).hasSize(2));
        first.close();

        story.publish(Topics.INTAKE_SERVICE_REQUESTS, submitted).publish(Topics.ROUTING_SERVICE_REQUESTS, routed);
        platform.start(mail.smtpPort());
        Story marker = Story.of(platform).filed().routed();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(mailsTo(mail, marker)).hasSize(2));
        assertThat(mailsTo(mail, story)).hasSize(2);
    }

    @Test
    void sendsUnderTheSameMessageIdWhatARestoredDatabaseSendsAgain() throws SQLException {
        ConfigurableApplicationContext first = platform.start(mail.smtpPort());
        Story story = Story.of(platform).filed().routed();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(mailsTo(mail, story)).hasSize(2));
        List<String> ids = messageIds();
        first.close();

        restoreAnEmptyDatabase();
        platform.start(mail.smtpPort());

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(mailsTo(mail, story)).hasSize(4));
        assertThat(messageIds().subList(2, 4)).isEqualTo(ids);
    }

    private List<String> messageIds() {
        return Arrays.stream(mail.greenMail().getReceivedMessages())
                .map(message -> MailContent.header(message, "Message-ID"))
                .toList();
    }

    /** Of the territory it knows what it knew. */
    private void restoreAnEmptyDatabase() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        EmbeddedPostgres.shared().jdbcUrl(platform.database), platform.database, platform.database);
                Statement statement = connection.createStatement()) {
            statement.execute("truncate delivery, delivery_attempt, delivery_composition, followed_request,"
                    + " early_happening, text_submission, inbox_sequence, outbox_sequence, outbox cascade");
            statement.execute("update inbox_position set next_offset = 0");
        }
    }

    /** The end of a delivery is told on a topic: a message whose end can't be written down would leave again and again. */
    @Test
    void sendsNothingWhileTheRegistryIsAwayAndNothingIsKnownOfIt() throws IOException {
        ConfigurableApplicationContext first = platform.start(nobodysPort());
        Story story = Story.of(platform).filed();
        await().atMost(SOON).until(() -> postponed(first, "mail_server_unreachable") > 0);
        first.close();

        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            registry.stopProcess();
            ConfigurableApplicationContext second =
                    platform.start(mail.smtpPort(), "relais.registry.schema.registry.url=" + registry.url());
            await().atMost(SOON).until(() -> postponed(second, "registry_unavailable") > 1);
            assertThat(mailsTo(mail, story)).isEmpty();

            registry.startProcess();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(second.getBean(JdbcClient.class)
                                    .sql("select status from delivery where request_id = cast(? as uuid)")
                                    .param(story.requestId)
                                    .query(String.class)
                                    .list())
                            .containsExactly("sent"));
            assertThat(mailsTo(mail, story)).hasSize(1);
        }
    }

    private static double postponed(ConfigurableApplicationContext service, String reason) {
        return service
                .getBean(MeterRegistry.class)
                .find("relais.notifications.postponed")
                .tag("reason", reason)
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static int nobodysPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void sendsNothingTwiceWithTwoInstances() {
        platform.start(mail.smtpPort());
        platform.start(mail.smtpPort());

        List<Story> stories = IntStream.range(0, 60)
                .mapToObj(_ -> Story.of(platform).filed().routed())
                .toList();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(mail.greenMail().getReceivedMessages()).hasSizeGreaterThanOrEqualTo(120));
        stories.forEach(story -> assertThat(mailsTo(mail, story)).hasSize(2));
        Set<String> ids = Arrays.stream(mail.greenMail().getReceivedMessages())
                .map(message -> MailContent.header(message, "Message-ID"))
                .collect(Collectors.toSet());
        assertThat(ids).hasSize(120);
    }

    private static List<?> mailsTo(EmbeddedMail mail, Story story) {
        return MailContent.to(mail, story.email);
    }
}
