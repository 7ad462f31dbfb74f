package org.relais.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.relais.platform.outbox.OutboxHarness.newRequest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relais.embedded.EmbeddedKafka;
import org.relais.event.catalogue.Topic;
import org.relais.event.servicerequest.v1.RequesterErased;
import org.relais.platform.telemetry.LogOf;

/** A database that was restored, or whose successor was behind, while Kafka and its readers know more. */
class NumberRecoveryIT {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Pattern EVENT = Pattern.compile("\"eventId\": \"([^\"]+)\".*\"sequence\": (\\d+)");

    @RegisterExtension
    private final LogOf said = new LogOf(NumberRecovery.class);

    private OutboxHarness service;
    private Topic topic;
    private String request;

    @BeforeEach
    void start() {
        service = new OutboxHarness(EmbeddedKafka.shared());
        topic = OutboxHarness.described(service.topic(3));
        request = newRequest();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void whatARestoredDatabaseSaysIsNewToReaders() {
        Outbox before = service.publishing();
        List<String> told = new ArrayList<>(draw(before, 3));
        published();
        service.backUp();
        told.addAll(draw(before, 2));
        published();

        stopped();
        service.restore();
        told.addAll(draw(service.publishing(), 2));
        published();

        assertThat(read(request)).containsExactlyElementsOf(told);
        assertThat(numbers(request)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(said.events()).isNotEmpty();
    }

    @Test
    void whatWasNumberedBeforeKafkaCouldBeReadGetsOtherNumbers() {
        oneIsKnownAndTwoAreForgotten();
        List<String> early = draw(service.deadInstance(), 3);
        assertThat(waitingNumbers()).containsExactly(2L, 3L, 4L);
        List<String> late = draw(service.publishing(), 1);
        published();

        assertThat(numbers(request)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(read(request)).containsAll(early).endsWith(late.getFirst());
    }

    @Test
    void aDatabaseThatKnowsNothingAnyMoreLearnsWhatWasSaid() {
        service.backUp();
        Outbox before = service.publishing();
        String first = firstByConstruction(before, request);
        draw(before, request, Numbering.BEHIND_FIRST, 2);
        published();

        stopped();
        service.restore();
        Outbox after = service.publishing();
        String again = firstByConstruction(after, request);
        List<String> next = draw(after, request, Numbering.BEHIND_FIRST, 1);
        published();

        assertThat(read(request)).startsWith(first).endsWith(next.getFirst()).doesNotContain(again);
        assertThat(numbers(request)).containsExactly(1L, 2L, 3L, 1L, 4L);
    }

    @Test
    void whatWaitedInTheCopyAndWasPublishedSinceKeepsItsNumber() {
        draw(service.deadInstance(), 2);
        service.backUp();
        Outbox before = service.publishing();
        draw(before, 5);
        published();

        stopped();
        service.restore();
        List<String> next = draw(service.publishing(), 1);
        published();

        assertThat(numbers(request)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 1L, 2L, 8L);
        assertThat(read(request)).hasSize(8).endsWith(next.getFirst());
    }

    @Test
    void whatIsParkedGoesOnBehindToo() {
        oneIsKnownAndTwoAreForgotten();
        String parked = draw(service.deadInstance(), 1).getFirst();
        service.jdbc().update("UPDATE outbox SET parked_at = now(), parked_reason = 'record_too_large'");

        service.publishing();
        await().atMost(SOON).untilAsserted(() -> assertThat(waitingNumbers()).containsExactly(4L));
        service.jdbc().update("UPDATE outbox SET parked_at = NULL");
        published();

        assertThat(read(request)).hasSize(4).endsWith(parked);
    }

    @Test
    void aServiceThatWasOnlyRestartedKeepsItsNumbers() {
        Outbox outbox = service.publishing();
        draw(outbox, 3);
        published();
        stopped();
        service.jdbc().execute("DELETE FROM outbox_published");
        List<String> next = draw(service.deadInstance(), 2);

        service.publishing();
        published();

        assertThat(read(request)).hasSize(5).endsWith(next.getLast());
        assertThat(numbers(request)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(said.events()).isEmpty();
    }

    @Test
    void aSuccessorThatWasBehindTakesOverWhileEverybodyWrites() throws Exception {
        Outbox outbox = service.publishing();
        List<String> requests = List.of(newRequest(), newRequest(), newRequest());
        requests.forEach(each -> draw(outbox, each, Numbering.FROM_FIRST, 2));
        published();
        service.backUp();
        requests.forEach(each -> draw(outbox, each, Numbering.FROM_FIRST, 3));
        published();

        ConcurrentLinkedQueue<Map.Entry<String, String>> written = new ConcurrentLinkedQueue<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(3)) {
            List<Future<?>> writing = new ArrayList<>();
            service.restore();
            for (int n = 0; n < 60; n++) {
                String each = requests.get(n % requests.size());
                writing.add(writers.submit(() ->
                        draw(outbox, each, Numbering.FROM_FIRST, 1).forEach(id -> written.add(Map.entry(each, id)))));
            }
            for (Future<?> one : writing) {
                one.get();
            }
        }
        published();

        for (String each : requests) {
            assertThat(numbers(each)).doesNotHaveDuplicates().isSorted();
            assertThat(read(each))
                    .hasSize(5 + 20)
                    .containsAll(written.stream()
                            .filter(one -> one.getKey().equals(each))
                            .map(Map.Entry::getValue)
                            .toList());
        }
    }

    /** Whatever happened, and wherever the copy was made, readers see each event that was said, in order, and see it once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void readersMissNothingOfWhatWasSaid(long seed) {
        Random random = new Random(seed);
        List<String> requests = List.of(newRequest(), newRequest());
        Outbox outbox = service.publishing();
        boolean relaying = true;
        Map<String, Set<String>> mustBeRead = new HashMap<>();
        Map<String, Set<String>> sinceBackUp = new HashMap<>();
        service.backUp();
        for (int step = 0; step < 12; step++) {
            switch (random.nextInt(5)) {
                case 0 -> {
                    service.backUp();
                    sinceBackUp.clear();
                }
                case 1 -> {
                    stopped();
                    outbox = service.deadInstance();
                    relaying = false;
                }
                case 2 -> {
                    stopped();
                    outbox = service.publishing();
                    relaying = true;
                }
                case 3 -> {
                    stopped();
                    // What was not published and is in no copy is gone with the database, and nobody has read it.
                    sinceBackUp.forEach((each, events) -> {
                        Set<String> inKafka = Set.copyOf(read(each));
                        events.removeIf(inKafka::contains);
                        mustBeRead.getOrDefault(each, Set.of()).removeAll(events);
                    });
                    sinceBackUp.clear();
                    service.restore();
                    outbox = relaying ? service.publishing() : service.deadInstance();
                }
                default -> {
                    for (String each : requests) {
                        List<String> events = draw(outbox, each, Numbering.FROM_FIRST, 1 + random.nextInt(3));
                        mustBeRead
                                .computeIfAbsent(each, _ -> new LinkedHashSet<>())
                                .addAll(events);
                        sinceBackUp
                                .computeIfAbsent(each, _ -> new LinkedHashSet<>())
                                .addAll(events);
                    }
                    if (relaying) {
                        published();
                    }
                }
            }
        }
        stopped();
        service.publishing();
        published();

        requests.forEach(each -> assertThat(read(each))
                .as("seed %d", seed)
                .containsExactlyElementsOf(mustBeRead.getOrDefault(each, Set.of())));
    }

    @Test
    void whatOthersPutOnTheTopicCountsForNothing() throws Exception {
        Outbox before = service.publishing();
        draw(before, 1);
        published();
        stopped();
        try (KafkaProducer<String, String> foreign = new KafkaProducer<>(
                Map.of("bootstrap.servers", service.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            foreign.send(new ProducerRecord<>(topic.name(), request, "\"sequence\": 9"))
                    .get();
            foreign.send(new ProducerRecord<>(topic.name(), null, "nothing")).get();
            foreign.send(new ProducerRecord<>(topic.name(), request, null)).get();
            ProducerRecord<String, String> pretending = new ProducerRecord<>(topic.name(), request, "nothing");
            pretending.headers().add(EventId.HEADER, request.getBytes(StandardCharsets.UTF_8));
            foreign.send(pretending).get();
        }

        draw(service.publishing(), 1);
        published();

        assertThat(numbers(request)).containsExactly(1L, 2L);
    }

    @Test
    void aTopicThatEndsBeforeItsPlaceIsReadFromItsBeginning() {
        draw(service.publishing(), 2);
        published();
        stopped();
        service.jdbc().execute("UPDATE outbox_published SET next_offset = 1000; DELETE FROM outbox_sequence");

        draw(service.publishing(), 1);
        published();

        assertThat(numbers(request)).containsExactly(1L, 2L, 3L);
    }

    private void oneIsKnownAndTwoAreForgotten() {
        Outbox before = service.publishing();
        draw(before, 1);
        published();
        service.backUp();
        draw(before, 2);
        published();
        stopped();
        service.restore();
    }

    private List<String> draw(Outbox outbox, int events) {
        return draw(outbox, request, Numbering.FROM_FIRST, events);
    }

    /** Ids of the events, each appended by a transaction of its own. */
    private List<String> draw(Outbox outbox, String of, Numbering numbering, int events) {
        List<String> ids = new ArrayList<>();
        for (int n = 0; n < events; n++) {
            String id = newRequest();
            service.transaction()
                    .executeWithoutResult(
                            status -> outbox.append(topic, of, numbering, number -> event(id, of, number)));
            ids.add(id);
        }
        return ids;
    }

    private String firstByConstruction(Outbox outbox, String of) {
        String id = newRequest();
        service.transaction().executeWithoutResult(status -> outbox.append(topic, event(id, of, 1)));
        return id;
    }

    private void published() {
        await().atMost(SOON).untilAsserted(() -> assertThat(service.rows()).isZero());
    }

    private void stopped() {
        service.eachRelay(OutboxRelay::stop);
    }

    private List<Long> waitingNumbers() {
        return service.jdbc().queryForList("SELECT sequence FROM outbox ORDER BY id", Long.class);
    }

    /** As they stand in Kafka. */
    private List<Long> numbers(String of) {
        return found(of).stream().map(event -> Long.valueOf(event.group(2))).toList();
    }

    /** What a reader applies: the next number, never one that it has seen; it would wait for one that is missing. */
    private List<String> read(String of) {
        List<String> applied = new ArrayList<>();
        for (Matcher event : found(of)) {
            long number = Long.parseLong(event.group(2));
            assertThat(number).isLessThanOrEqualTo(applied.size() + 1L);
            if (number == applied.size() + 1L) {
                applied.add(event.group(1));
            }
        }
        return applied;
    }

    private List<Matcher> found(String of) {
        return service.read(topic.name()).stream()
                .filter(kafkaRecord -> kafkaRecord.headers().lastHeader(EventId.HEADER) != null)
                .filter(kafkaRecord -> of.equals(new String(kafkaRecord.key(), StandardCharsets.UTF_8)))
                .map(kafkaRecord -> EVENT.matcher(new String(kafkaRecord.value(), StandardCharsets.UTF_8)))
                .filter(Matcher::find)
                .toList();
    }

    private static RequesterErased event(String id, String of, long number) {
        return RequesterErased.newBuilder()
                .setEventId(id)
                .setRequestId(of)
                .setJurisdictionId("test")
                .setSequence(number)
                .setOccurredAt(Instant.EPOCH)
                .setRequesterId("somebody")
                .build();
    }
}
