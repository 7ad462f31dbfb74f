package org.relais.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.relais.embedded.FreePorts;
import org.relais.notification.Neighbours.Correspondent;
import org.relais.notification.ScriptedMessenger.Behaviour;
import org.relais.notification.ScriptedMessenger.Taken;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever wrote by a messenger hears of each step there, once, whatever happens around it. */
class MessengersIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int SMTP = FreePorts.next();
    private static final int MESSENGER = FreePorts.next();
    private static final String PROVIDERS = "relais.messaging.providers.";

    /** Without a template. */
    private static final String WHATSAPP = "whatsapp";

    private static final String WHATSAPP_WITH_TEMPLATE = "whatsapp-news";

    private static RunningPlatform platform;
    private static ScriptedSmtp smtp;
    private static ScriptedMessenger messenger;
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() throws IOException {
        platform = new RunningPlatform();
        Story.publishTerritory(platform);
        smtp = new ScriptedSmtp(SMTP);
        messenger = new ScriptedMessenger(MESSENGER);
        service = startTheService();
    }

    private static ConfigurableApplicationContext startTheService() {
        String url = "http://localhost:" + MESSENGER;
        return platform.start(
                SMTP,
                "relais.messaging.patience=2s",
                PROVIDERS + WHATSAPP + ".kind=whatsapp",
                PROVIDERS + WHATSAPP + ".reply-url=" + url + "/whatsapp/messages",
                PROVIDERS + WHATSAPP + ".token=" + ScriptedMessenger.TOKEN,
                PROVIDERS + WHATSAPP_WITH_TEMPLATE + ".kind=whatsapp",
                PROVIDERS + WHATSAPP_WITH_TEMPLATE + ".reply-url=" + url + "/whatsapp/messages",
                PROVIDERS + WHATSAPP_WITH_TEMPLATE + ".token=" + ScriptedMessenger.TOKEN,
                PROVIDERS + WHATSAPP_WITH_TEMPLATE + ".template=news",
                PROVIDERS + "telegram.kind=telegram",
                PROVIDERS + "telegram.reply-url=" + url + "/bot-secret/sendMessage",
                PROVIDERS + "signal.kind=plain",
                PROVIDERS + "signal.reply-url=" + url + "/bridge",
                PROVIDERS + "signal.token=" + ScriptedMessenger.TOKEN,
                // Intake alone answers by it.
                PROVIDERS + "answering.kind=telegram");
    }

    @AfterAll
    static void stop() {
        platform.close();
        smtp.close();
        messenger.close();
    }

    @ParameterizedTest
    @CsvSource({"whatsapp,fr,votre demande", "telegram,en,your request", "signal,fr,votre demande"})
    void tellsEachStepOnceInThePersonsLanguage(String provider, String language, String yourRequest) {
        Story story = Story.of(platform);
        String person = handle(story);
        story.byMessenger(new Correspondent(provider, person))
                .speaking(language)
                .filed()
                .routed()
                .asked("q1");
        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("sent", "sent", "sent"));
        story.answered("q1").progressed().merged();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(status(story)).hasSize(5).containsOnly("sent"));
        story.resolved();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(status(story)).hasSize(6).containsOnly("sent"));
        List<Taken> told = messenger.takenFor(person);
        assertThat(told)
                .hasSize(6)
                .allSatisfy(one -> assertThat(one.words())
                        .contains("K7QF-29MD", Neighbours.linkOf(story.requesterId))
                        .doesNotContain("CANARY"));
        assertThat(told.subList(1, 6)).allSatisfy(one -> assertThat(one.words()).contains(yourRequest));
        assertThat(told.get(2).words())
                .contains("Quelle profondeur ?")
                .contains(language.equals("fr") ? "Répondez à ce message" : "Reply to this message");
        assertThat(told.get(3).words()).contains("L'équipe est en route.");
        assertThat(told.get(5).words()).contains(language.equals("fr") ? "Répondez OUI" : "Reply YES");
        assertThat(told).extracting(Taken::template).containsOnly("");
        assertThat(told)
                .extracting(Taken::key)
                .doesNotHaveDuplicates()
                .containsExactlyElementsOf(DeliveryRows.column(service, story, "delivery_id::text"));
        assertThat(told).extracting(Taken::inReplyTo).containsOnly(provider.equals("signal") ? "said-" + person : "");
        assertThat(DeliveryRows.column(service, story, "channel")).containsOnly("messaging");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(DeliveriesTopic.of(platform, story.requestId))
                        .hasSize(6)
                        .allSatisfy(event -> {
                            assertThat(event.getSchema().getName()).isEqualTo("NotificationSent");
                            assertThat(event.toString()).contains("MESSAGING");
                        }));
    }

    @Test
    void keepsWhereThePersonWritesOffKafkaAndOutOfTheDatabase() {
        Story told = Story.of(platform);
        Story untold = Story.of(platform);
        messenger.behave(handle(untold), Behaviour.GONE);

        told.byMessenger(new Correspondent("signal", handle(told))).filed();
        untold.byMessenger(new Correspondent(WHATSAPP, handle(untold))).filed();

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(DeliveriesTopic.typesOf(platform, told.requestId)).containsExactly("NotificationSent");
            assertThat(DeliveriesTopic.typesOf(platform, untold.requestId)).containsExactly("NotificationFailed");
        });
        assertThat(onKafka(told.requestId)).isPositive();
        assertThat(onKafka(handle(told))).isZero();
        assertThat(onKafka(handle(untold))).isZero();
        for (String table : List.of("delivery", "delivery_attempt", "delivery_composition")) {
            assertThat(service.getBean(JdbcClient.class)
                            .sql("select count(*) from " + table + " kept where kept::text like ?")
                            .param("%handle-%")
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void waitsUntilTheMessengerIsBackAndKeepsOrderThroughARestart() throws IOException {
        messenger.close();
        Story story = Story.of(platform);
        String person = handle(story);
        story.byMessenger(new Correspondent(WHATSAPP, person)).filed().routed();
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(DeliveryRows.attempts(service, story)).hasSize(2);
            assertThat(DeliveryRows.attempts(service, story).getFirst()).isGreaterThan(1);
        });

        service.close();
        messenger = new ScriptedMessenger(MESSENGER);
        service = startTheService();

        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("sent", "sent"));
        assertThat(messenger.takenFor(person)).hasSize(2);
        assertThat(messenger.takenFor(person).getFirst().words()).contains("enregistrée");
        assertThat(DeliveryRows.possibleRepeats(service)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"whatsapp", "telegram", "signal"})
    void triesAgainWhatIsRefusedForOurSakeOrForNow(String provider) {
        Story story = Story.of(platform);
        String person = handle(story);
        messenger.behave(person, Behaviour.TOKEN_UNKNOWN, Behaviour.TOO_MANY, Behaviour.BUSY);
        double repeatsBefore = DeliveryRows.possibleRepeats(service);

        story.byMessenger(new Correspondent(provider, person)).filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("sent"));
        assertThat(DeliveryRows.attempts(service, story)).containsExactly(4);
        assertThat(messenger.takenFor(person)).hasSize(1);
        assertThat(DeliveryRows.possibleRepeats(service)).isEqualTo(repeatsBefore);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whatsapp", "telegram", "signal"})
    void repeatsUnderTheSameKeyWhatMayHaveArrivedAndCountsIt(String provider) {
        Story story = Story.of(platform);
        String person = handle(story);
        messenger.behave(person, Behaviour.TAKE_AND_HANG_UP);
        double repeatsBefore = DeliveryRows.possibleRepeats(service);

        story.byMessenger(new Correspondent(provider, person)).filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("sent"));
        assertThat(messenger.takenFor(person)).hasSize(2);
        assertThat(messenger.takenFor(person).get(1))
                .isEqualTo(messenger.takenFor(person).get(0));
        assertThat(DeliveryRows.possibleRepeats(service)).isEqualTo(repeatsBefore + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whatsapp", "telegram", "signal"})
    void failsForGoodWhereNobodyIsThere(String provider) {
        Story story = Story.of(platform);
        messenger.behave(handle(story), Behaviour.GONE);

        story.byMessenger(new Correspondent(provider, handle(story))).filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(reasons(story)).containsExactly("address_refused"));
        assertThat(DeliveryRows.column(service, story, "channel")).containsExactly("messaging");
        assertThat(messenger.callsFor(handle(story))).isEqualTo(1);
    }

    @Test
    void endsWithItsReasonWhatWhatsAppTakesNoWordsForAnyMore() {
        Story refused = Story.of(platform);
        Story known = Story.of(platform);
        messenger.behave(handle(refused), Behaviour.WINDOW_CLOSED);

        refused.byMessenger(new Correspondent(WHATSAPP, handle(refused))).filed();
        known.byMessenger(new Correspondent(WHATSAPP, handle(known)).heardAt(hoursAgo(25)))
                .filed();

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(reasons(refused)).containsExactly("reply_window_closed");
            assertThat(reasons(known)).containsExactly("reply_window_closed");
        });
        assertThat(messenger.callsFor(handle(known))).isZero();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(DeliveriesTopic.of(platform, refused.requestId))
                        .singleElement()
                        .satisfies(event -> {
                            assertThat(event.getSchema().getName()).isEqualTo("NotificationFailed");
                            assertThat(event.toString()).contains("MESSAGING", "reply_window_closed");
                        }));
    }

    @Test
    void writesInItsOwnWordsForADayAndToTelegramAtAnyTime() {
        Story within = Story.of(platform);
        Story telegram = Story.of(platform);

        within.byMessenger(new Correspondent(WHATSAPP_WITH_TEMPLATE, handle(within)).heardAt(hoursAgo(23)))
                .filed();
        telegram.byMessenger(new Correspondent("telegram", handle(telegram)).heardAt(hoursAgo(500)))
                .filed();

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(status(within)).containsExactly("sent");
            assertThat(status(telegram)).containsExactly("sent");
        });
        assertThat(messenger.takenFor(handle(within)).getFirst().template()).isEmpty();
        assertThat(messenger.takenFor(handle(telegram))).hasSize(1);
    }

    @Test
    void writesByTheApprovedTemplateAfterADay() {
        Story known = Story.of(platform);
        Story refused = Story.of(platform);
        messenger.behave(handle(known), Behaviour.TEMPLATE_UNKNOWN);
        messenger.behave(handle(refused), Behaviour.WINDOW_CLOSED);

        known.byMessenger(new Correspondent(WHATSAPP_WITH_TEMPLATE, handle(known)).heardAt(hoursAgo(25)))
                .speaking("en")
                .filed();
        refused.byMessenger(new Correspondent(WHATSAPP_WITH_TEMPLATE, handle(refused)))
                .filed();

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(status(known)).containsExactly("sent");
            assertThat(status(refused)).containsExactly("sent");
        });
        assertThat(messenger.takenFor(handle(known)))
                .extracting(Taken::template)
                .containsExactly("news/en");
        assertThat(DeliveryRows.attempts(service, known)).containsExactly(2);
        assertThat(messenger.takenFor(handle(refused))).singleElement().satisfies(one -> {
            assertThat(one.template()).isEqualTo("news/fr");
            assertThat(one.words()).contains("enregistrée", " " + Neighbours.linkOf(refused.requesterId));
        });
        assertThat(DeliveryRows.attempts(service, refused)).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource({"WINDOW_CLOSED,reply_window_closed", "GONE,address_refused"})
    void mailsWhoLeftAnAddressWhatTheMessengerRefuses(Behaviour refusal, String reason) {
        Story story = Story.of(platform);
        String person = handle(story);
        messenger.behave(person, refusal);
        double otherWaysBefore = postponed(reason);

        story.byMessenger(new Correspondent(WHATSAPP, person).withEmail(story.email))
                .filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("sent"));
        assertThat(smtp.messagesTo(story.email)).hasSize(1);
        assertThat(MailContent.text(
                        MailContent.parse(smtp.messagesTo(story.email).getFirst())))
                .contains("K7QF-29MD", "L. 112-11");
        assertThat(DeliveryRows.column(service, story, "channel")).containsExactly("email");
        assertThat(DeliveryRows.attempts(service, story)).containsExactly(2);
        assertThat(messenger.callsFor(person)).isEqualTo(1);
        assertThat(postponed(reason)).isEqualTo(otherWaysBefore + 1);
    }

    @Test
    void writesToNobodyWhoSaidStop() {
        Story there = Story.of(platform);
        Story byNumber = Story.of(platform);
        there.byMessenger(new Correspondent("telegram", handle(there)).stopped())
                .filed();
        byNumber.byMessenger(new Correspondent(WHATSAPP, handle(byNumber)).numberStopped())
                .filed();

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(reasons(there)).containsExactly("messages_stopped");
            assertThat(reasons(byNumber)).containsExactly("messages_stopped");
        });
        assertThat(messenger.callsFor(handle(there))).isZero();
        assertThat(messenger.callsFor(handle(byNumber))).isZero();
    }

    @Test
    void hasNoWayToWhomAProviderIsOnlyAnsweredByIntake() {
        Story story = Story.of(platform);
        story.byMessenger(new Correspondent("answering", handle(story))).filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(reasons(story)).containsExactly("no_contact"));
    }

    @ParameterizedTest
    @CsvSource({
        "delivered, delivered, '', NotificationDelivered",
        "not_delivered, failed, not_delivered, NotificationFailed",
        "window_closed, failed, reply_window_closed, NotificationFailed"
    })
    void tellsWhatWhatsAppSaysLater(String outcome, String status, String reason, String event) throws Exception {
        Story story = Story.of(platform);
        story.byMessenger(new Correspondent(WHATSAPP, handle(story))).filed();
        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("sent"));

        HttpResponse<String> first = receipt("service", "wamid." + handle(story), outcome);
        HttpResponse<String> again = receipt("service", "wamid." + handle(story), "delivered");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(204);
        assertThat(again.statusCode()).isEqualTo(204);
        assertThat(status(story)).containsExactly(status);
        assertThat(reasons(story)).containsExactly(reason);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(DeliveriesTopic.typesOf(platform, story.requestId))
                        .containsExactly("NotificationSent", event));
        assertThat(service.getBean(JdbcClient.class)
                        .sql("select count(*) from text_submission where provider_id like '%handle-%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void takesReceiptsFromServicesAloneAndNamesWhatItCannotRead() throws Exception {
        assertThat(receipt("operator", "wamid.1", "delivered").statusCode()).isEqualTo(403);
        HttpResponse<String> unknown = receipt("service", "wamid.1", "lost");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("/items/0/outcome");
        assertThat(receipt("service", "", "delivered").body()).contains("/items/0/id");
    }

    private static HttpResponse<String> receipt(String role, String id, String outcome) throws Exception {
        String body =
                "{\"channel\":\"%s\",\"items\":[{\"id\":\"%s\",\"outcome\":\"%s\"}]}".formatted(WHATSAPP, id, outcome);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:"
                                    + service.getEnvironment().getProperty("local.server.port")
                                    + "/api/v1/message-receipts"))
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer " + platform.neighbours.token("intake-service", role))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String handle(Story story) {
        return "handle-" + story.requesterId;
    }

    private static Instant hoursAgo(int hours) {
        return Instant.now().minus(Duration.ofHours(hours));
    }

    /** In how many records of whatever topic the words stand, in key, value or a header. */
    private static long onKafka(String words) {
        List<String> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers(), "fetch.max.wait.ms", "20"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(published -> {
                    StringBuilder all = new StringBuilder(text(published.key())).append(text(published.value()));
                    published.headers().forEach(header -> all.append(text(header.value())));
                    if (all.indexOf(words) >= 0) {
                        found.add(published.topic());
                    }
                });
            }
        }
        return found.size();
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<String> status(Story story) {
        return DeliveryRows.column(service, story, "status");
    }

    private static List<String> reasons(Story story) {
        return DeliveryRows.column(service, story, "coalesce(reason, '')");
    }

    private static double postponed(String reason) {
        return service
                .getBean(MeterRegistry.class)
                .find("relais.notifications.postponed")
                .tag("reason", reason)
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
