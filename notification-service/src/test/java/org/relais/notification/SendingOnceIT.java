package org.relais.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.relais.embedded.EmbeddedMail;
import org.relais.embedded.FreePorts;
import org.relais.event.catalogue.Topics;
import org.relais.notification.ScriptedSmtp.Behaviour;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each message leaves once, in order, whatever happens around it; on a real broker, registry, database and mail server. */
class SendingOnceIT {

    private static final Duration SOON = Duration.ofSeconds(20);

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
    void acknowledgesReceiptAndNamesTheServiceInCharge() {
        platform.start(mail.smtpPort());

        Story story = Story.of(platform).filed().routed();

        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(story)).hasSize(2));
        String receipt = text(mailsTo(story).get(0));
        String routed = text(mailsTo(story).get(1));
        assertThat(receipt)
                .contains("L. 112-11", "Reçue le", "K7QF-29MD", "Voirie", "12 rue des Ateliers", "voirie@ville.example")
                .contains("01 99 00 00 12", "vendredi 4 décembre 2026")
                .doesNotContain("CANARY");
        assertThat(routed).contains("Les nids-de-poule relèvent de la voirie.", "vendredi 4 décembre 2026");
        assertThat(header(mailsTo(story).get(1), "In-Reply-To"))
                .isEqualTo(header(mailsTo(story).get(0), "Message-ID"));
        assertThat(header(mailsTo(story).get(0), "Auto-Submitted")).isEqualTo("auto-generated");
    }

    @Test
    void namesTheTownHallWhenRoutingTakesTooLong() {
        platform.start(mail.smtpPort());

        Story story = Story.of(platform).filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(story)).hasSize(1));
        assertThat(text(mailsTo(story).getFirst())).contains("Accueil de la mairie", "1 place de la Mairie", "L. 112-11");
    }

    @Test
    void waitsForARequestThatRoutingMentionsFirst() {
        platform.start(mail.smtpPort());
        Story story = Story.of(platform).routed();
        Story marker = Story.of(platform).filed().routed();
        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(marker)).hasSize(2));

        story.filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(story)).hasSize(2));
        assertThat(text(mailsTo(story).getFirst())).contains("Voirie");
    }

    @Test
    void sendsNothingAgainWhenEventsComeAgainAndTheServiceRestarts() {
        ConfigurableApplicationContext first = platform.start(mail.smtpPort());
        Story story = Story.of(platform);
        SpecificRecord submitted = story.submitted();
        SpecificRecord routed = story.routedToRoads();
        story.publish(Topics.INTAKE_SERVICE_REQUESTS, submitted).publish(Topics.ROUTING_SERVICE_REQUESTS, routed);
        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(story)).hasSize(2));
        first.close();

        story.publish(Topics.INTAKE_SERVICE_REQUESTS, submitted).publish(Topics.ROUTING_SERVICE_REQUESTS, routed);
        platform.start(mail.smtpPort());
        Story marker = Story.of(platform).filed().routed();

        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(marker)).hasSize(2));
        assertThat(mailsTo(story)).hasSize(2);
    }

    @Test
    void repeatsTheSameMailWhenTheServerHangsUpAfterTheLastDot() throws IOException {
        try (ScriptedSmtp smtp = new ScriptedSmtp(0, Behaviour.TAKE_AND_HANG_UP)) {
            ConfigurableApplicationContext service = platform.start(smtp.port());

            Story story = Story.of(platform).filed();

            await().atMost(SOON).untilAsserted(() -> assertThat(smtp.messages()).hasSize(2));
            assertThat(smtp.messages().get(1)).isEqualTo(smtp.messages().get(0)).contains("Message-ID: <");
            await().atMost(SOON).untilAsserted(() -> assertThat(status(service, story)).containsExactly("sent"));
            assertThat(possibleRepeats(service)).isEqualTo(1);
        }
    }

    @Test
    void repeatsTheSameMailWhenTheSenderIsLostBeforeItCouldNoteTheEnd() throws IOException {
        try (ScriptedSmtp smtp = new ScriptedSmtp(0, Behaviour.TAKE_AND_STALL)) {
            ConfigurableApplicationContext service = platform.start(smtp.port());
            Story story = Story.of(platform).filed();
            await().atMost(SOON).untilAsserted(() -> assertThat(smtp.messages()).hasSize(1));

            loseTheSendersConnection(service);

            await().atMost(SOON).untilAsserted(() -> assertThat(status(service, story)).containsExactly("sent"));
            assertThat(smtp.messages()).hasSize(2);
            assertThat(smtp.messages().get(1)).isEqualTo(smtp.messages().get(0));
            assertThat(possibleRepeats(service)).isEqualTo(1);
        }
    }

    @Test
    void triesAgainUntilTheMailServerIsBackAndKeepsOrder() throws IOException {
        int port = FreePorts.next();
        ConfigurableApplicationContext service = platform.start(port);
        Story story = Story.of(platform).filed().routed().resolved();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(attempts(service, story).getFirst()).isGreaterThan(1));
        assertThat(attempts(service, story).subList(1, 3)).containsOnly(0);

        try (ScriptedSmtp smtp = new ScriptedSmtp(port, Behaviour.BUSY)) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(status(service, story)).containsExactly("sent", "sent", "sent"));
            assertThat(smtp.messages()).hasSize(3);
            assertThat(possibleRepeats(service)).isZero();
        }
    }

    @Test
    void failsForGoodWhenTheServerRefusesTheAddress() throws IOException {
        try (ScriptedSmtp smtp = new ScriptedSmtp(0, Behaviour.REFUSE_RECIPIENT)) {
            ConfigurableApplicationContext service = platform.start(smtp.port());

            Story story = Story.of(platform).filed();

            await().atMost(SOON).untilAsserted(() -> assertThat(status(service, story)).containsExactly("failed"));
            assertThat(reasons(service, story)).containsExactly("address_refused");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(DeliveriesTopic.typesOf(platform, story.requestId))
                            .containsExactly("NotificationFailed"));
        }
    }

    @Test
    void failsWhereAContactWasPromisedAndNoneIsThere() {
        ConfigurableApplicationContext service = platform.start(mail.smtpPort());
        Story story = Story.of(platform);
        platform.neighbours.knows(story.requesterId, "");

        story.filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(reasons(service, story)).containsExactly("no_contact"));
    }

    @Test
    void waitsForIntakeToAnswer() {
        ConfigurableApplicationContext service = platform.start(mail.smtpPort());
        platform.neighbours.intakeIsDown(true);
        Story story = Story.of(platform).filed();
        await().atMost(SOON).untilAsserted(() -> assertThat(postponements(service, story)).isGreaterThan(1));

        platform.neighbours.intakeIsDown(false);

        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(story)).hasSize(1));
    }

    @Test
    void withdrawsWhatConcernsAnErasedPerson() {
        ConfigurableApplicationContext service = platform.start(mail.smtpPort());
        Story story = Story.of(platform);
        platform.neighbours.forgets(story.requesterId);

        story.filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(status(service, story)).containsExactly("withdrawn"));
        assertThat(reasons(service, story)).containsExactly("requester_erased");
    }

    @Test
    void withdrawsAQuestionThatWasAnsweredBeforeItLeft() throws IOException {
        int port = FreePorts.next();
        ConfigurableApplicationContext service = platform.start(port);

        Story story = Story.of(platform).filed().routed().asked("q1").answered("q1");

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(reasons(service, story)).containsExactly("", "", "question_answered"));
    }

    @Test
    void tellsThePlatformWhatBecameOfAMessage() {
        platform.start(mail.smtpPort());

        Story story = Story.of(platform).filed().routed();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(DeliveriesTopic.typesOf(platform, story.requestId))
                        .containsExactly("NotificationSent", "NotificationSent"));
        assertThat(DeliveriesTopic.sequencesOf(platform, story.requestId)).containsExactly(1L, 2L);
    }

    @Test
    void sendsNothingTwiceWithTwoInstances() {
        platform.start(mail.smtpPort());
        platform.start(mail.smtpPort());

        List<Story> stories = IntStream.range(0, 60)
                .mapToObj(_ -> Story.of(platform).filed().routed())
                .toList();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(mail.greenMail().getReceivedMessages()).hasSizeGreaterThanOrEqualTo(120));
        stories.forEach(story -> assertThat(mailsTo(story)).hasSize(2));
        Set<String> ids = Arrays.stream(mail.greenMail().getReceivedMessages())
                .map(message -> header(message, "Message-ID"))
                .collect(Collectors.toSet());
        assertThat(ids).hasSize(120);
    }

    private List<MimeMessage> mailsTo(Story story) {
        return Arrays.stream(mail.greenMail().getReceivedMessagesForDomain(story.email))
                .toList();
    }

    private static void loseTheSendersConnection(ConfigurableApplicationContext service) {
        service.getBean(JdbcClient.class)
                .sql("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where state = 'idle in transaction' and datname = current_database() and query like '%deliver%'")
                .query(Boolean.class)
                .list();
    }

    private static List<String> status(ConfigurableApplicationContext service, Story story) {
        return column(service, story, "status");
    }

    private static List<String> reasons(ConfigurableApplicationContext service, Story story) {
        return column(service, story, "coalesce(reason, '')");
    }

    private static List<Integer> attempts(ConfigurableApplicationContext service, Story story) {
        return column(
                        service,
                        story,
                        "(select count(*) from delivery_attempt a where a.delivery_id = delivery.delivery_id)::text")
                .stream()
                .map(Integer::valueOf)
                .toList();
    }

    private static int postponements(ConfigurableApplicationContext service, Story story) {
        return column(service, story, "postponements::text").stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private static List<String> column(ConfigurableApplicationContext service, Story story, String column) {
        return service.getBean(JdbcClient.class)
                .sql("select " + column + " from delivery where request_id = cast(:id as uuid) order by position")
                .params(Map.of("id", story.requestId))
                .query(String.class)
                .list();
    }

    private static double possibleRepeats(ConfigurableApplicationContext service) {
        return service.getBean(MeterRegistry.class)
                .counter("relais.mail.possible.repeats")
                .count();
    }

    private static String header(MimeMessage message, String name) {
        try {
            return message.getHeader(name, null);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage message) {
        return MailContent.text(message);
    }
}
