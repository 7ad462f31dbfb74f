package org.relais.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.internals.ConsumerRebalanceListenerInvoker;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.relais.event.servicerequest.v1.RequesterErased;
import org.relais.event.servicerequest.v1.TextRedacted;
import org.relais.platform.telemetry.LogOf;
import org.springframework.boot.health.contributor.Status;

class InboxIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    private final LogOf said = new LogOf(InboxConsumer.class);

    @RegisterExtension
    private final LogOf saidByTheClient = new LogOf(ConsumerRebalanceListenerInvoker.class);

    private InboxHarness reader;
    private final String request = newRequest();
    private final String other = newRequest();

    @BeforeEach
    void start() {
        reader = new InboxHarness(2);
    }

    @AfterEach
    void stop() {
        reader.close();
    }

    @Test
    void appliesEachEventOnceAndInOrder() {
        reader.read();

        LongStream.rangeClosed(1, 20).forEach(n -> reader.send(0, request, n));
        reader.send(0, request, 7);
        reader.send(1, other, 1);

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(reader.applied(request)).isEqualTo(upTo(20));
            assertThat(reader.applied(other)).containsExactly(1L);
            assertThat(reader.counted("repeated")).isEqualTo(1);
        });
    }

    @Test
    void poisonOfEachKindHasItsFateAndTheNextGoodEventPasses() {
        reader.read();
        byte[] sound = reader.bytes(InboxHarness.event(newRequest(), 1));
        byte[] unknownSchema = sound.clone();
        Arrays.fill(unknownSchema, 1, 5, (byte) 0x7f);
        byte[] badMagic = sound.clone();
        badMagic[0] = 9;

        reader.sendBytes(0, newRequest(), badMagic);
        reader.sendBytes(0, newRequest(), unknownSchema);
        reader.sendBytes(0, newRequest(), Arrays.copyOf(sound, sound.length - 8));
        reader.sendBytes(0, newRequest(), reader.bytes(InboxHarness.event("", 1)));
        reader.sendBytes(0, newRequest(), reader.bytes(InboxHarness.event(newRequest(), 0)));
        reader.sendBytes(0, request, reader.bytes(textRedacted(request, 1)));
        reader.send(0, request, 2);

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(reader.applied(request)).containsExactly(2L);
            assertThat(reader.deadLetterReasons())
                    .isEqualTo(Map.of(
                            "bad_magic", 1L,
                            "unknown_schema", 1L,
                            "invalid_avro", 1L,
                            "missing_request_id", 1L,
                            "missing_sequence", 1L));
        });
        assertThat(reader.counted("skipped")).isEqualTo(1);
        assertThat(reader.meters
                        .counter("relais.dead.letters", "reason", "bad_magic")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aDeadLetterIsTheRecordUntouchedWithItsOriginAndReason() {
        byte[] poison = {9, 8, 7};
        reader.sendBytes(1, request, poison);

        reader.read();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.deadLetters())
                        .singleElement()
                        .satisfies(letter -> {
                            assertThat(letter.value()).isEqualTo(poison);
                            assertThat(letter.key()).isEqualTo(request.getBytes(StandardCharsets.UTF_8));
                            assertThat(headers(letter))
                                    .containsEntry("relais_dlt_origin_topic", reader.topic.name())
                                    .containsEntry("relais_dlt_origin_partition", "1")
                                    .containsEntry("relais_dlt_origin_offset", "0")
                                    .containsEntry("relais_dlt_group", reader.group)
                                    .containsEntry("relais_dlt_reason", "bad_magic")
                                    .containsKeys("relais_dlt_origin_timestamp", "relais_dlt_at");
                        }));
    }

    @Test
    void badRecordsOnTwoPartitionsOfOneBatchBothReachTheDeadLetters() {
        reader.fault(event -> {
            if (event.sequence() == 1) {
                throw new UnacceptableEvent("not_acceptable_" + event.partition());
            }
        });
        String third = newRequest();
        reader.send(0, request, 1);
        reader.send(1, other, 1);
        reader.sendBytes(0, newRequest(), new byte[] {1});
        reader.sendBytes(1, newRequest(), new byte[] {1});
        reader.sendBytes(0, third, reader.bytes(textRedacted(third, 1)));
        reader.send(0, third, 2);

        reader.read();

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(reader.deadLetterReasons())
                    .isEqualTo(Map.of("not_acceptable_0", 1L, "not_acceptable_1", 1L, "bad_magic", 2L));
            assertThat(reader.applied(third)).containsExactly(2L);
        });
    }

    @Test
    void aGapHoldsWhatFollowsAndFillingItReleasesInOrder() {
        reader.read();

        reader.send(0, request, 1);
        reader.send(0, request, 4);
        reader.send(0, request, 3);
        reader.send(0, other, 1);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(reader.applied(other)).containsExactly(1L);
            assertThat(reader.heldEvents().list()).singleElement().satisfies(held -> {
                assertThat(held.requestId()).isEqualTo(request);
                assertThat(held.missing()).isEqualTo(2);
                assertThat(held.waiting()).isEqualTo(2);
            });
        });
        assertThat(reader.applied(request)).containsExactly(1L);

        reader.send(0, request, 2);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.applied(request)).isEqualTo(upTo(4)));
        assertThat(reader.heldEvents().list()).isEmpty();
    }

    @Test
    void whatIsHeldIsAsOldAsItsOldestEventAndHasNoNumberWhileItCannotBeCounted() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        HeldGauge gauge = new HeldGauge(reader.service.jdbc(), meters, Clock.fixed(now, ZoneOffset.UTC));
        await().atMost(SOON).untilAsserted(() -> assertThat(held(meters)).containsExactly(0.0, 0.0));
        reader.read();

        reader.send(0, request, 3, now.minusSeconds(60));
        reader.send(0, request, 2, now.minusSeconds(3600));

        await().atMost(SOON).untilAsserted(() -> assertThat(held(meters)).containsExactly(2.0, 3600.0));

        reader.stopReading();
        reader.service.close();

        await().atMost(SOON).untilAsserted(() -> assertThat(held(meters)).containsOnly(Double.NaN));
        gauge.destroy();
    }

    private static List<Double> held(MeterRegistry meters) {
        return Stream.of("held", "held.oldest.seconds")
                .map(name -> meters.get("relais.inbox." + name).gauge().value())
                .toList();
    }

    @Test
    void aGapThatIsGivenUpReleasesWhatWaitedAndTheMissingOneComesTooLate() {
        readWithTheSecondMissing();

        int released = reader.heldEvents().giveUp(request, "lost_by_its_writer");

        assertThat(released).isEqualTo(1);
        assertThat(reader.applied(request)).containsExactly(1L, 3L);
        reader.send(0, request, 2);
        reader.send(0, request, 4);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.applied(request)).containsExactly(1L, 3L, 4L));
    }

    @Test
    void aGapThatIsGivenUpLeavesADeadLetterOfWhatWaitedAndCannotBeApplied() {
        reader.fault(event -> {
            if (event.requestId().equals(request) && event.sequence() == 3) {
                throw new UnacceptableEvent("never");
            }
            if (event.requestId().equals(request) && event.sequence() == 5) {
                throw new IllegalStateException("a bug");
            }
        });
        reader.read();
        LongStream.of(1, 3, 4, 5, 6).forEach(n -> reader.send(0, request, n));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.heldEvents().list())
                        .singleElement()
                        .satisfies(held -> assertThat(held.waiting()).isEqualTo(4)));

        reader.heldEvents().giveUp(request, "lost_by_its_writer");
        reader.heldEvents().giveUp(request, "can_never_be_applied");
        reader.heldEvents().giveUp(request, "can_never_be_applied");

        assertThat(reader.applied(request)).containsExactly(1L, 4L, 6L);
        assertThat(reader.heldEvents().list()).isEmpty();
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(reader.deadLetterReasons()).isEqualTo(Map.of("never", 1L, "handler_failed", 1L)));
    }

    @Test
    void whatCouldNotBeGivenUpLeavesWhatWaitsAllItsAttempts() {
        AtomicInteger asked = new AtomicInteger();
        reader.fault(event -> {
            if (event.requestId().equals(request) && event.sequence() == 3) {
                switch (asked.incrementAndGet()) {
                    case 1, 2, 4, 5 -> throw new IllegalStateException("not yet");
                    case 3 -> throw new org.springframework.dao.QueryTimeoutException("temporary");
                    default -> {}
                }
            }
        });
        readWithTheSecondMissing();

        assertThatThrownBy(() -> reader.heldEvents().giveUp(request, "lost_by_its_writer"))
                .isInstanceOf(HandlerFailed.class);
        assertThat(reader.heldEvents().giveUp(request, "lost_by_its_writer")).isEqualTo(1);

        assertThat(reader.applied(request)).containsExactly(1L, 3L);
        assertThat(reader.deadLetters()).isEmpty();
    }

    @Test
    void aGapIsNotGivenUpWhileWhatWaitsFailsForAPartThatIsDown() {
        AtomicBoolean down = new AtomicBoolean(true);
        reader.fault(event -> {
            if (event.requestId().equals(request) && event.sequence() == 3 && down.get()) {
                throw new org.springframework.dao.QueryTimeoutException("temporary");
            }
        });
        readWithTheSecondMissing();

        assertThatThrownBy(() -> reader.heldEvents().giveUp(request, "lost_by_its_writer"))
                .isInstanceOf(HandlerFailed.class);

        assertThat(reader.heldEvents().list()).hasSize(1);
        down.set(false);
        assertThat(reader.heldEvents().giveUp(request, "lost_by_its_writer")).isEqualTo(1);
        assertThat(reader.applied(request)).containsExactly(1L, 3L);
        assertThat(reader.deadLetters()).isEmpty();
    }

    @Test
    void aReplayedLetterIsAppliedThoughWhatWaitedForItCannotBe() {
        AtomicBoolean broken = new AtomicBoolean(true);
        reader.fault(event -> {
            if (event.requestId().equals(request) && event.sequence() == 2 && broken.get()) {
                throw new IllegalStateException("a bug");
            }
            if (event.requestId().equals(request) && event.sequence() == 3) {
                throw new UnacceptableEvent("never");
            }
        });
        reader.read();
        LongStream.rangeClosed(1, 3).forEach(n -> reader.send(0, request, n));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(reader.deadLetterReasons()).isEqualTo(Map.of("handler_failed", 1L));
            assertThat(reader.heldEvents().list()).hasSize(1);
        });
        broken.set(false);

        assertThat(reader.replay().replayAll("handler_failed"))
                .singleElement()
                .satisfies(replayed -> assertThat(replayed.outcome()).isEqualTo("applied"));

        assertThat(reader.applied(request)).containsExactly(1L, 2L);
        assertThat(reader.heldEvents().list()).isEmpty();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.replay().list("never")).hasSize(1));
    }

    @Test
    void aFailingHandlerIsTriedAgainWhileOtherPartitionsGoOnAndNothingOvertakes() {
        AtomicInteger failures = new AtomicInteger();
        AtomicBoolean broken = new AtomicBoolean(true);
        reader.fault(event -> {
            if (event.requestId().equals(request) && event.sequence() == 2 && broken.get()) {
                failures.incrementAndGet();
                throw new org.springframework.dao.QueryTimeoutException("temporary");
            }
        });
        reader.read();

        LongStream.rangeClosed(1, 5).forEach(n -> reader.send(0, request, n));
        LongStream.rangeClosed(1, 5).forEach(n -> reader.send(1, other, n));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(failures.get()).isGreaterThan(5);
            assertThat(reader.applied(request).size()).isLessThan(2);
        });
        broken.set(false);

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(reader.applied(request)).isEqualTo(upTo(5));
            assertThat(reader.applied(other)).isEqualTo(upTo(5));
        });
        assertThat(reader.deadLetters()).isEmpty();
    }

    /** As a standby that is not promoted yet, or one whose disk is nearly full. */
    @Test
    void aDatabaseThatTakesNoWritesForAWhileBuriesNothing() {
        AtomicInteger failures = new AtomicInteger();
        AtomicBoolean readOnly = new AtomicBoolean(true);
        reader.fault(event -> {
            if (readOnly.get()) {
                failures.incrementAndGet();
                reader.service.jdbc().execute("SET TRANSACTION READ ONLY");
            }
        });
        reader.read();
        LongStream.rangeClosed(1, 3).forEach(n -> reader.send(0, request, n));
        await().atMost(SOON).untilAsserted(() -> assertThat(failures.get()).isGreaterThan(6));

        readOnly.set(false);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.applied(request)).isEqualTo(upTo(3)));
        assertThat(reader.deadLetters()).isEmpty();
    }

    @Test
    void aDatabaseThatIsAwayWhenPartitionsAreAssignedIsToldOnceAndThatItIsBackToo() {
        reader.databaseIsReadOnly(true);
        try {
            reader.read();
            await().atMost(SOON).untilAsserted(() -> assertThat(reader.opened).hasValueGreaterThan(3));
        } finally {
            reader.databaseIsReadOnly(false);
        }

        reader.send(0, request, 1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.applied(request)).containsExactly(1L));
        assertThat(said.events()).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
        assertThat(saidByTheClient.events()).extracting(ILoggingEvent::getLevel).doesNotContain(Level.ERROR);
    }

    @Test
    void aHandlerThatKeepsFailingLeavesADeadLetterAndAReplayFillsTheGap() {
        AtomicBoolean broken = new AtomicBoolean(true);
        reader.fault(event -> {
            if (event.requestId().equals(request) && event.sequence() == 2 && broken.get()) {
                throw new IllegalStateException("a bug");
            }
        });
        reader.read();
        LongStream.rangeClosed(1, 4).forEach(n -> reader.send(0, request, n));
        LongStream.rangeClosed(1, 4).forEach(n -> reader.send(0, other, n));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(reader.deadLetterReasons()).isEqualTo(Map.of("handler_failed", 1L));
            assertThat(reader.applied(other)).isEqualTo(upTo(4));
        });
        assertThat(reader.applied(request)).containsExactly(1L);
        assertThat(reader.replay().list("handler_failed")).hasSize(1);
        assertThat(reader.replay().replayAll(null)).singleElement().satisfies(replayed -> {
            assertThat(replayed.outcome()).isEqualTo("failed");
            assertThat(replayed.reason()).isEqualTo("handler_failed");
        });
        broken.set(false);

        assertThat(reader.replay().replayAll("handler_failed"))
                .singleElement()
                .satisfies(replayed -> assertThat(replayed.outcome()).isEqualTo("applied"));

        assertThat(reader.applied(request)).isEqualTo(upTo(4));
        assertThat(reader.replay().list(null)).isEmpty();
    }

    @Test
    void whatIsRefusedWhenWrittenCountsAgainstItsOwnEventNotAgainstTheOneThatReleasedIt() {
        reader.faultWhenWritten(event -> {
            if (event.requestId().equals(request) && event.sequence() == 2) {
                throw new IllegalStateException("refused by the database");
            }
        });
        reader.read();
        reader.send(0, request, 2);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.heldEvents().list()).hasSize(1));

        reader.send(0, request, 1);
        reader.send(0, other, 1);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.applied(other)).containsExactly(1L));
        assertThat(reader.applied(request)).containsExactly(1L);
        assertThat(reader.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(DeadLetter.text(letter, DeadLetter.ORIGIN_OFFSET))
                        .isEqualTo("0"));
    }

    @Test
    void whatIsFarLargerThanKafkaLetsOthersWriteIsADeadLetterToo() {
        reader.read();
        byte[] unreadable = new byte[5_000_000];
        unreadable[0] = 7;

        reader.sendCompressed(0, request, unreadable);
        reader.send(0, other, 1);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.deadLetters())
                        .singleElement()
                        .satisfies(letter -> assertThat(letter.value()).isEqualTo(unreadable)));
        assertThat(reader.applied(other)).containsExactly(1L);
        assertThat(reader.replay().replayAll(null))
                .singleElement()
                .satisfies(replayed -> assertThat(replayed.outcome()).isEqualTo("failed"));
        assertThat(reader.deadLetters()).hasSize(1);
    }

    @Test
    void anEventThatCannotBeWrittenIsNoOutage() {
        becomesADeadLetterAloneWhere(() -> reader.bytes(new RequesterErased()));
    }

    @Test
    void aHandlerThatGoesTooDeepIsTriedAgainLikeAnyThatFails() {
        becomesADeadLetterAloneWhere(() -> {
            throw new StackOverflowError();
        });
    }

    private void becomesADeadLetterAloneWhere(Runnable handling) {
        reader.fault(event -> {
            if (event.requestId().equals(request)) {
                handling.run();
            }
        });
        reader.read();

        reader.send(0, request, 1);
        reader.send(0, other, 1);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.deadLetterReasons()).isEqualTo(Map.of("handler_failed", 1L)));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.applied(other)).containsExactly(1L));
    }

    @Test
    void anErrorOutsideOfAnyHandlerDoesNotEndTheReader() {
        AtomicBoolean broken = new AtomicBoolean(true);
        reader.faultAhead(event -> {
            if (broken.getAndSet(false)) {
                throw new NoClassDefFoundError("missing");
            }
        });
        reader.read();

        reader.send(0, request, 1);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.applied(request)).containsExactly(1L));
    }

    @Test
    void deadLettersAreCountedByReasonAlsoAfterARestartUntilTheyAreReplayed() {
        AtomicBoolean broken = new AtomicBoolean(true);
        reader.fault(event -> {
            if (broken.get()) {
                throw new IllegalStateException("a bug");
            }
        });
        MeterRegistry before = reader.startCountingDeadLetters();
        reader.read();
        reader.sendBytes(0, newRequest(), new byte[] {1});
        reader.sendBytes(1, newRequest(), new byte[] {1});
        reader.send(0, request, 1);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(waitingLetters(before)).isEqualTo(Map.of("bad_magic", 2.0, "handler_failed", 1.0)));
        reader.replay().replayAll("handler_failed");
        MeterRegistry restarted = reader.startCountingDeadLetters();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(waitingLetters(restarted))
                        .isEqualTo(Map.of("bad_magic", 2.0, "handler_failed", 1.0)));
        broken.set(false);

        reader.replay().replayAll("handler_failed");

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(waitingLetters(before)).isEqualTo(Map.of("bad_magic", 2.0, "handler_failed", 0.0));
            assertThat(waitingLetters(restarted)).isEqualTo(Map.of("bad_magic", 2.0, "handler_failed", 0.0));
        });
        MeterRegistry again = reader.startCountingDeadLetters();
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(waitingLetters(again)).isEqualTo(Map.of("bad_magic", 2.0, "handler_failed", 0.0)));
    }

    @Test
    void lettersThatTheTopicHoldsNoMoreCountForNothingAndAreForgotten() {
        Instant now = Instant.now();
        Instant since = now.minus(Duration.ofDays(90));
        reader.store.addDeadLetters(
                Map.of(new Coordinates(reader.topic.name(), 0, 1), "bad_magic"), since.minus(Duration.ofDays(1)));
        reader.store.addDeadLetters(
                Map.of(new Coordinates(reader.topic.name(), 0, 2), "bad_magic"), since.plus(Duration.ofDays(1)));
        assertThat(reader.store.deadLettersWaiting(since)).isEqualTo(Map.of("bad_magic", 1L));

        MeterRegistry meters = reader.startCountingDeadLetters();

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(waitingLetters(meters)).isEqualTo(Map.of("bad_magic", 1.0, "handler_failed", 0.0));
            assertThat(reader.service.jdbc().queryForList("SELECT \"offset\" FROM dead_letter", Long.class))
                    .containsExactly(2L);
        });
    }

    private static Map<String, Double> waitingLetters(MeterRegistry meters) {
        Map<String, Double> byReason = new java.util.HashMap<>();
        meters.find("relais.dead.letters.waiting")
                .gauges()
                .forEach(gauge -> byReason.put(gauge.getId().getTag("reason"), gauge.value()));
        return byReason;
    }

    @Test
    void whatCantBeReadAheadIsBuriedAloneAndTheOthersPass() {
        reader.faultAhead(event -> {
            if (event.requestId().equals(request)) {
                throw new IllegalStateException("a bug");
            }
        });
        reader.send(0, request, 1);
        LongStream.rangeClosed(1, 4).forEach(n -> reader.send(0, other, n));

        reader.read();

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(reader.deadLetterReasons()).isEqualTo(Map.of("handler_failed", 1L));
            assertThat(reader.applied(other)).isEqualTo(upTo(4));
        });
        assertThat(reader.applied(request)).isEmpty();
    }

    @Test
    void redeliveryBelowTheDatabasesPositionHasNoEffect() {
        LongStream.rangeClosed(1, 5).forEach(n -> reader.send(0, request, n));
        reader.read();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.applied(request)).isEqualTo(upTo(5)));
        List<ConsumerRecord<byte[], byte[]>> again = reader.service.read(reader.topic.name());
        // Even where nothing but the position could tell.
        reader.service.jdbc().update("DELETE FROM inbox_sequence");

        assertThat(reader.inbox.take(again)).isEmpty();

        assertThat(reader.applied(request)).isEqualTo(upTo(5));
    }

    @Test
    void aRestoredDatabaseReadsAgainWhatItLost() {
        LongStream.rangeClosed(1, 5).forEach(n -> reader.send(0, request, n));
        reader.read();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.applied(request)).isEqualTo(upTo(5)));
        reader.stopReading();

        reader.service.jdbc().update("UPDATE inbox_position SET next_offset = 2 WHERE partition = 0");
        reader.service.jdbc().update("UPDATE inbox_sequence SET last = 2");
        reader.service.jdbc().update("DELETE FROM applied WHERE sequence > 2");
        reader.read();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.applied(request)).isEqualTo(upTo(5)));
    }

    @Test
    void whatAKilledReaderAppliedAndDidNotCommitIsCommittedByTheNextThoughNothingNewComes() {
        reader.commitsFail(true);
        appliesThree();
        reader.stopReading();
        assertThat(reader.committed(0)).isEmpty();
        reader.commitsFail(false);

        reader.read();

        await().atMost(SOON).untilAsserted(() -> assertThat(reader.committed(0)).hasValue(3L));
        assertThat(reader.applied(request)).isEqualTo(upTo(3));
    }

    @Test
    void aCommitThatFailedIsTriedAgainThoughNothingNewComes() {
        reader.commitsFail(true);
        appliesThree();
        assertThat(reader.committed(0)).isEmpty();

        reader.commitsFail(false);

        await().atMost(SOON).untilAsserted(() -> assertThat(reader.committed(0)).hasValue(3L));
    }

    @Test
    void aReaderThatStopsCommitsWhatItApplied() {
        reader.commitsFail(true);
        appliesThree();
        reader.commitsFail(false);

        reader.stopReading();

        assertThat(reader.committed(0)).hasValue(3L);
    }

    private void appliesThree() {
        reader.read();
        LongStream.rangeClosed(1, 3).forEach(n -> reader.send(0, request, n));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.applied(request)).isEqualTo(upTo(3)));
    }

    @Test
    void twoInstancesShareThePartitionsAndApplyEachEventOnce() {
        reader.read(1);
        reader.read(2);

        for (long n = 1; n <= 30; n++) {
            reader.send(0, request, n);
            reader.send(1, other, n);
        }

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(reader.applied(request)).isEqualTo(upTo(30));
            assertThat(reader.applied(other)).isEqualTo(upTo(30));
        });
    }

    @Test
    void healthIsDownOnceAConsumerHasStopped() {
        InboxConsumers first = reader.read(7);
        reader.send(0, request, 1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.applied(request)).containsExactly(1L));
        assertThat(first.health().getStatus()).isEqualTo(Status.UP);

        // The same instance number again: Kafka lets one of the two go on.
        reader.read(7);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(first.health().getStatus()).isEqualTo(Status.DOWN));
    }

    @Test
    void lagIsToldInRecordsAndInTimeWhileAPartitionIsBlockedAndIsZeroAfterwards() {
        AtomicBoolean broken = new AtomicBoolean(true);
        reader.fault(event -> {
            if (broken.get()) {
                throw new org.springframework.dao.QueryTimeoutException("temporary");
            }
        });
        reader.read();
        LongStream.rangeClosed(1, 3).forEach(n -> reader.send(0, request, n));

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(gauge("relais.inbox.lag.records")).isEqualTo(3);
            assertThat(gauge("relais.inbox.lag.seconds")).isGreaterThan(0.2);
        });
        broken.set(false);

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(gauge("relais.inbox.lag.records")).isZero();
            assertThat(gauge("relais.inbox.lag.seconds")).isZero();
        });
    }

    private double gauge(String name) {
        return reader.meters.get(name).tag("partition", "0").gauge().value();
    }

    private static TextRedacted textRedacted(String request, long sequence) {
        return TextRedacted.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(request)
                .setSequence(sequence)
                .build();
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        Map<String, String> headers = new java.util.HashMap<>();
        for (Header header : kafkaRecord.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static String newRequest() {
        return UUID.randomUUID().toString();
    }

    private void readWithTheSecondMissing() {
        reader.read();
        reader.send(0, request, 1);
        reader.send(0, request, 3);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.heldEvents().list()).hasSize(1));
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
