package org.relais.platform.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * How many dead letters were not fed in again yet, by reason: what stands on the topic, less what the database knows as replayed.
 * So it is the same after a restart and on every instance.
 */
final class WaitingLettersGauge implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(WaitingLettersGauge.class);
    private static final Duration EVERY = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);

    private static final String REPLAYED = """
        SELECT partition, "offset" FROM dead_letter_replay
        WHERE topic = ? AND (partition, "offset") IN (SELECT * FROM unnest(?::int[], ?::bigint[]))
        """;

    private final String topic;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final JdbcTemplate jdbc;
    private final MultiGauge gauge;
    private final Thread thread;
    private final Map<Coordinates, String> waiting = new HashMap<>();
    /** Reasons that were seen once go down to nought, instead of away. */
    private final Map<String, Long> byReason = new TreeMap<>();

    WaitingLettersGauge(
            String topic, Supplier<Consumer<byte[], byte[]>> consumers, JdbcTemplate jdbc, MeterRegistry meters) {
        this.topic = topic;
        this.consumers = consumers;
        this.jdbc = jdbc;
        gauge = MultiGauge.builder("relais.dead.letters.waiting")
                .description("Dead letters that were not fed in again yet")
                .register(meters);
        thread = Thread.ofPlatform().name("dead-letter-gauge").daemon().start(this::run);
    }

    @Override
    public void destroy() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                lookOnByOneConsumer();
                TimeUnit.NANOSECONDS.sleep(EVERY.toNanos());
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns where another consumer must count anew. */
    private void lookOnByOneConsumer() throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            waiting.clear();
            while (!Thread.currentThread().isInterrupted()) {
                look(consumer);
                TimeUnit.NANOSECONDS.sleep(EVERY.toNanos());
            }
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("outcome", "reopened")
                    .addKeyValue("reason", e.getClass().getSimpleName())
                    .log("Dead letters can't be counted now; they are counted anew");
        }
    }

    private void look(Consumer<byte[], byte[]> consumer) {
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, PATIENCE).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            assign(consumer, partitions);
            readOn(consumer, consumer.endOffsets(partitions, PATIENCE));
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, PATIENCE);
            waiting.keySet().removeIf(at -> at.offset() < beginnings.getOrDefault(at.topicPartition(), 0L));
            if (!waiting.isEmpty()) {
                forgetReplayed();
            }
            tell();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException | DataAccessException e) {
            log.atDebug()
                    .addKeyValue("outcome", "unknown")
                    .addKeyValue("reason", e.getClass().getSimpleName())
                    .log("Dead letters could not be counted; the last count stays");
        }
    }

    private static void assign(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        List<TopicPartition> added = partitions.stream()
                .filter(partition -> !consumer.assignment().contains(partition))
                .toList();
        if (!added.isEmpty()) {
            consumer.assign(partitions);
            consumer.seekToBeginning(added);
        }
    }

    private void readOn(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
                if (letter.headers().lastHeader(DeadLetter.REASON) != null) {
                    waiting.put(
                            Coordinates.of(letter),
                            DeadLetter.text(letter, DeadLetter.REASON).intern());
                }
            }
        }
    }

    private void forgetReplayed() {
        List<Coordinates> asked = List.copyOf(waiting.keySet());
        jdbc.query(
                REPLAYED,
                (RowCallbackHandler) row -> waiting.remove(new Coordinates(topic, row.getInt(1), row.getLong(2))),
                topic,
                asked.stream().map(Coordinates::partition).toArray(Integer[]::new),
                asked.stream().map(Coordinates::offset).toArray(Long[]::new));
    }

    private void tell() {
        // So that none can be told from not counted yet.
        byReason.putIfAbsent(Inbox.HANDLER_FAILED, 0L);
        byReason.replaceAll((reason, before) -> 0L);
        waiting.values().forEach(reason -> byReason.merge(reason, 1L, Long::sum));
        gauge.register(
                byReason.entrySet().stream()
                        .<MultiGauge.Row<?>>map(
                                entry -> MultiGauge.Row.of(Tags.of("reason", entry.getKey()), entry.getValue()))
                        .toList(),
                true);
    }
}
