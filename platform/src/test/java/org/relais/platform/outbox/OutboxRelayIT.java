package org.relais.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.relais.platform.outbox.OutboxHarness.event;
import static org.relais.platform.outbox.OutboxHarness.newRequest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.relais.embedded.EmbeddedKafka;
import org.relais.event.catalogue.Topic;
import org.relais.event.servicerequest.v1.RequesterErased;

class OutboxRelayIT {

    private static final Duration SOON = Duration.ofSeconds(15);

    private OutboxHarness service;

    @BeforeEach
    void start() {
        service = new OutboxHarness(EmbeddedKafka.shared());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void publishesWhatWasCommittedInOrderPerRequestAndEmptiesTheTable() {
        String topic = service.topic(3);
        Outbox outbox = service.publishing();
        List<String> requests = List.of(newRequest(), newRequest(), newRequest());

        for (long sequence = 1; sequence <= 50; sequence++) {
            for (String request : requests) {
                service.append(outbox, event(topic, request, sequence));
            }
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(service.rows()).isZero());
        Map<String, List<String>> byRequest = byRequest(topic);
        for (String request : requests) {
            assertThat(byRequest.get(request)).isEqualTo(numbered(request, 50));
        }
    }

    @Test
    void publishesNothingOfATransactionThatWasRolledBack() {
        String topic = service.topic(1);
        Outbox outbox = service.publishing();
        String undone = newRequest();
        String done = newRequest();

        service.transaction().executeWithoutResult(status -> {
            outbox.append(List.of(event(topic, undone, 1)));
            status.setRollbackOnly();
        });
        service.append(outbox, event(topic, done, 1));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.values(topic)).containsExactly(done + ":1"));
    }

    @Test
    void whatWasUndoneToASavepointIsNotPublishedAndTakesNoNumber() {
        Topic topic = OutboxHarness.described(service.topic(1));
        Outbox outbox = service.publishing();
        String before = newRequest();
        String undone = newRequest();
        String after = newRequest();

        service.transaction().executeWithoutResult(status -> {
            appendNext(outbox, topic, before);
            Object written = status.createSavepoint();
            appendNext(outbox, topic, undone);
            status.flush();
            status.rollbackToSavepoint(written);
            Object waiting = status.createSavepoint();
            appendNext(outbox, topic, undone);
            status.rollbackToSavepoint(waiting);
            appendNext(outbox, topic, after);
            appendNext(outbox, topic, before);
        });
        service.transaction().executeWithoutResult(status -> appendNext(outbox, topic, undone));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(numbers(topic, undone)).containsExactly(1L));
        assertThat(numbers(topic, before)).containsExactly(1L, 2L);
        assertThat(numbers(topic, after)).containsExactly(1L);
    }

    private static void appendNext(Outbox outbox, Topic topic, String request) {
        outbox.append(topic, request, Numbering.FROM_FIRST, number -> erased(request, number));
    }

    @Test
    void aCrashBetweenCommitAndHandOffLosesNothing() {
        String topic = service.topic(1);
        Outbox crashed = service.deadInstance();
        String request = newRequest();
        service.append(crashed, event(topic, request, 1), event(topic, request, 2));
        service.append(crashed, event(topic, request, 3));

        service.relay();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.values(topic)).isEqualTo(numbered(request, 3)));
    }

    @Test
    void eventsOfAnotherInstanceArePublishedByTheOneThatHoldsTheFence() {
        String topic = service.topic(1);
        Outbox leading = service.publishing();
        String request = newRequest();
        service.append(leading, event(topic, request, 1));
        await().atMost(SOON).untilAsserted(() -> assertThat(service.rows()).isZero());
        Outbox standingBy = service.publishing();

        service.append(standingBy, event(topic, request, 2));
        service.append(leading, event(topic, request, 3));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.values(topic)).isEqualTo(numbered(request, 3)));
    }

    @Test
    void twoRelaysNeverRunAtOnceAndTheSecondTakesOver() {
        String topic = service.topic(1);
        OutboxRelay first = service.relay();
        await().atMost(SOON).untilAsserted(() -> assertThat(first.leading()).isTrue());
        OutboxRelay second = service.relay();
        await().during(Duration.ofMillis(500))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(second.leading()).isFalse());

        first.stop();

        await().atMost(SOON).untilAsserted(() -> assertThat(second.leading()).isTrue());
        assertThat(first.leading()).isFalse();
        String request = newRequest();
        service.append(service.instance(second), event(topic, request, 1));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.values(topic)).isEqualTo(numbered(request, 1)));
    }

    @Test
    void aLostConnectionEndsTheTermAndNothingIsLostOrOutOfOrder() {
        String topic = service.topic(2);
        OutboxRelay relay = service.relay();
        Outbox outbox = service.instance(relay);
        String request = newRequest();

        for (long sequence = 1; sequence <= 200; sequence++) {
            service.append(outbox, event(topic, request, sequence));
            if (sequence % 50 == 0) {
                service.endTerm();
            }
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(service.rows()).isZero());
        // Repeats are allowed after a lost connection; without them the order is whole.
        assertThat(new ArrayList<>(new LinkedHashSet<>(service.values(topic)))).isEqualTo(numbered(request, 200));
    }

    @Test
    void aRowTooLargeParksItsOwnRequestOnlyAndCanBeReleased() {
        String topic = service.topic(1);
        Outbox outbox = service.publishing();
        String parked = newRequest();
        String other = newRequest();

        service.append(outbox, event(topic, parked, 1), event(topic, parked, 2, new byte[3_000_000]));
        service.append(outbox, event(topic, parked, 3));
        service.append(outbox, event(topic, other, 1), event(topic, other, 2));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(byRequest(topic))
                        .containsEntry(other, numbered(other, 2))
                        .containsEntry(parked, numbered(parked, 1)));
        ParkedEvents events = new ParkedEvents(service.jdbc());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(events.list()).singleElement().satisfies(event -> {
                    assertThat(event.orderingKey()).isEqualTo(parked);
                    assertThat(event.reason()).isEqualTo("record_too_large");
                    assertThat(event.waiting()).isEqualTo(1);
                }));

        service.jdbc()
                .update(
                        "UPDATE outbox SET value = ? WHERE parked_at IS NOT NULL",
                        (parked + ":2").getBytes(StandardCharsets.UTF_8));
        events.release(events.list().getFirst().id());

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(byRequest(topic).get(parked)).isEqualTo(numbered(parked, 3)));
    }

    @Test
    void aTopicThatDoesNotExistHoldsUpNoOther() {
        String topic = service.topic(1);
        Outbox outbox = service.publishing();
        String missing = "test.created-later-" + newRequest() + ".v1";
        String waiting = newRequest();
        String other = newRequest();

        service.append(outbox, event(missing, waiting, 1), event(missing, waiting, 2));
        service.append(outbox, event(topic, other, 1));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.values(topic)).isEqualTo(numbered(other, 1)));
        service.create(missing, 1);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.values(missing)).isEqualTo(numbered(waiting, 2)));
    }

    @Test
    void orderPerRequestIsKeptOverABrokerRestart() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                OutboxHarness own = new OutboxHarness(kafka)) {
            String topic = own.topic(3);
            Outbox outbox = own.publishing();
            List<String> requests = List.of(newRequest(), newRequest(), newRequest(), newRequest());

            appendEach(own, outbox, topic, requests, 1, 40);
            kafka.stopBrokers();
            appendEach(own, outbox, topic, requests, 41, 80);
            assertThat(own.rows()).isPositive();
            kafka.startBrokers();
            appendEach(own, outbox, topic, requests, 81, 100);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(own.rows()).isZero());
            Map<String, List<String>> byRequest = byRequest(own, topic);
            for (String request : requests) {
                assertThat(byRequest.get(request)).isEqualTo(numbered(request, 100));
            }
        }
    }

    @Test
    void moreThanMemoryHoldsIsPublishedFromTheTable() {
        String topic = service.topic(3);
        Outbox crashed = service.deadInstance();
        List<String> requests =
                LongStream.range(0, 3000).mapToObj(n -> newRequest()).toList();
        for (List<String> some : List.of(requests.subList(0, 1500), requests.subList(1500, 3000))) {
            service.append(crashed, some.stream().map(r -> event(topic, r, 1)).toArray(PreparedEvent[]::new));
            service.append(crashed, some.stream().map(r -> event(topic, r, 2)).toArray(PreparedEvent[]::new));
        }

        service.relay();

        await().atMost(SOON).untilAsserted(() -> assertThat(service.rows()).isZero());
        Map<String, List<String>> byRequest = byRequest(topic);
        assertThat(byRequest).hasSize(3000);
        byRequest.forEach((request, events) -> assertThat(events).isEqualTo(numbered(request, 2)));
    }

    @Test
    void ofLargeRowsMemoryHoldsAFewAndAllArePublished() throws SQLException {
        String topic = service.topic(1);
        Outbox crashed = service.deadInstance();
        String request = newRequest();
        for (long sequence = 1; sequence <= 12; sequence++) {
            service.append(crashed, event(topic, request, sequence, new byte[400_000]));
        }
        try (FencedConnection fence = service.fence()) {
            assertThat(fence.poll(new Long[0], new String[0], 500, 1_000_000)).hasSize(3);
            assertThat(fence.poll(new Long[0], new String[0], 500, 1))
                    .as("one, however large it is")
                    .hasSize(1);
        }

        service.relay();

        await().atMost(SOON).untilAsserted(() -> assertThat(service.rows()).isZero());
        assertThat(service.read(topic)).hasSize(12);
    }

    @Test
    void anErrorEndsTheTermAndNotTheRelay() {
        String topic = service.topic(1);
        String request = newRequest();
        AtomicInteger terms = new AtomicInteger();
        OutboxRelay relay = service.relay(() -> {
            if (terms.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("not foreseen");
            }
        });

        service.append(service.instance(relay), event(topic, request, 1));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.values(topic)).isEqualTo(numbered(request, 1)));
    }

    @Test
    void whatWaitsIsNoughtOnceItWasCountedAndNoNumberWhileItCannotBe() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        RelayGauges gauges = new RelayGauges(service.jdbc(), meters, service.relay());
        await().atMost(SOON).untilAsserted(() -> assertThat(waiting(meters)).containsExactly(0.0, 0.0, 0.0, 0.0));

        service.close();

        await().atMost(SOON).untilAsserted(() -> assertThat(waiting(meters)).containsOnly(Double.NaN));
        gauges.destroy();
    }

    @Test
    void whatIsParkedAndWhatIsNotHaveAgesOfTheirOwn() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        String topic = service.topic(1);
        String request = newRequest();
        OutboxRelay relay = service.relay();
        Outbox outbox = service.instance(relay);
        service.append(outbox, event(topic, request, 1, new byte[3_000_000]), event(topic, request, 2));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(new ParkedEvents(service.jdbc()).list()).hasSize(1));
        made("1 hour", "parked_at IS NOT NULL");
        made("10 minutes", "parked_at IS NULL");

        RelayGauges gauges = new RelayGauges(service.jdbc(), meters, relay);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(waiting(meters))
                        .satisfiesExactly(
                                rows -> assertThat(rows).isEqualTo(2),
                                parked -> assertThat(parked).isEqualTo(1),
                                oldest -> assertThat(oldest).isBetween(600.0, 700.0),
                                oldestParked -> assertThat(oldestParked).isBetween(3600.0, 3700.0)));
        gauges.destroy();
    }

    private void made(String ago, String which) {
        service.jdbc().update("UPDATE outbox SET created_at = clock_timestamp() - ?::interval WHERE " + which, ago);
    }

    private static List<Double> waiting(MeterRegistry meters) {
        return Stream.of("rows", "parked", "oldest.seconds", "parked.oldest.seconds")
                .map(name -> meters.get("relais.outbox." + name).gauge().value())
                .toList();
    }

    @Test
    void numbersWithoutGapsWhateverIsAddedAtOnceOrRolledBack() throws Exception {
        Topic drawn = OutboxHarness.described(service.topic(3));
        Topic behindFirst = OutboxHarness.described(service.topic(3));
        Outbox outbox = service.publishing();
        List<String> requests = List.of(newRequest(), newRequest(), newRequest());
        requests.forEach(request -> service.append(outbox, event(behindFirst.name(), request, 1)));

        try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
            List<Future<?>> written = new ArrayList<>();
            for (int n = 0; n < 40; n++) {
                boolean undone = n % 4 == 3;
                List<String> order = n % 2 == 0 ? requests : requests.reversed();
                written.add(writers.submit(() -> service.transaction().executeWithoutResult(status -> {
                    for (String request : order) {
                        outbox.append(drawn, request, Numbering.FROM_FIRST, number -> erased(request, number));
                        outbox.append(behindFirst, request, Numbering.BEHIND_FIRST, number -> erased(request, number));
                        outbox.append(drawn, request, Numbering.FROM_FIRST, number -> erased(request, number));
                    }
                    if (undone) {
                        status.setRollbackOnly();
                    }
                })));
            }
            for (Future<?> one : written) {
                one.get();
            }
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(service.rows()).isZero());
        for (String request : requests) {
            assertThat(numbers(drawn, request)).isEqualTo(upTo(1, 60));
            assertThat(numbers(behindFirst, request)).isEqualTo(upTo(2, 31));
        }
    }

    @Test
    void whatCantBeMadeOfItsNumberComesOutOfTheCommitAndTakesNone() {
        Topic topic = OutboxHarness.described(service.topic(1));
        Outbox outbox = service.publishing();
        String request = newRequest();

        assertThatThrownBy(() -> service.transaction()
                        .executeWithoutResult(status -> outbox.append(topic, request, Numbering.FROM_FIRST, number -> {
                            throw new IllegalStateException("number " + number);
                        })))
                .hasMessage("number 1");
        service.transaction()
                .executeWithoutResult(status ->
                        outbox.append(topic, request, Numbering.FROM_FIRST, number -> erased(request, number)));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(numbers(topic, request)).containsExactly(1L));
    }

    private static RequesterErased erased(String request, long number) {
        return RequesterErased.newBuilder()
                .setEventId(newRequest())
                .setRequestId(request)
                .setJurisdictionId("test")
                .setSequence(number)
                .setOccurredAt(Instant.EPOCH)
                .setRequesterId("somebody")
                .build();
    }

    /** In the order in which they were published; its numbered events are JSON. */
    private List<Long> numbers(Topic topic, String request) {
        return service.values(topic.name()).stream()
                .filter(value -> value.contains("\"requestId\": \"" + request + "\""))
                .map(value -> Long.valueOf(value.replaceAll(".*\"sequence\": (\\d+).*", "$1")))
                .toList();
    }

    private static List<Long> upTo(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static void appendEach(
            OutboxHarness service, Outbox outbox, String topic, List<String> requests, long from, long to) {
        for (long sequence = from; sequence <= to; sequence++) {
            for (String request : requests) {
                service.append(outbox, event(topic, request, sequence));
            }
        }
    }

    private Map<String, List<String>> byRequest(String topic) {
        return byRequest(service, topic);
    }

    private static Map<String, List<String>> byRequest(OutboxHarness service, String topic) {
        Map<String, List<String>> byRequest = new LinkedHashMap<>();
        for (String value : service.values(topic)) {
            byRequest
                    .computeIfAbsent(value.substring(0, value.indexOf(':')), r -> new ArrayList<>())
                    .add(value);
        }
        return byRequest;
    }

    private static List<String> numbered(String request, long upTo) {
        return LongStream.rangeClosed(1, upTo).mapToObj(n -> request + ":" + n).toList();
    }
}
