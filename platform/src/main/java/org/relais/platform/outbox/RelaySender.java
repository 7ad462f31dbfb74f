package org.relais.platform.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.relais.platform.naming.SnakeCase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the producer what is ready, for one term of relaying. */
final class RelaySender implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RelaySender.class);
    private static final int WAKE_AT = 256;
    private static final Duration FIRST_SUSPENSION = Duration.ofMillis(250);

    private final Lanes lanes;
    private final Producer<byte[], byte[]> producer;
    private final OutboxSettings settings;
    private final Signal signal;
    private final Map<String, Suspension> suspensions = new HashMap<>();
    private final Map<TopicPartition, Long> reached = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean usable = true;
    private volatile boolean closing;

    RelaySender(Lanes lanes, Producer<byte[], byte[]> producer, OutboxSettings settings, Signal signal) {
        this.lanes = lanes;
        this.producer = producer;
        this.settings = settings;
        this.signal = signal;
        this.thread = Thread.ofPlatform().name("outbox-sender").daemon().start(this::run);
    }

    /** How long a topic is set aside, and until when. */
    private record Suspension(Duration duration, long until) {}

    /** False once the producer can't go on. */
    boolean usable() {
        return usable && thread.isAlive();
    }

    /** The places behind what was acknowledged since the last call; of each of those rows the lanes know already that it is done. */
    Map<TopicPartition, Long> takeReached() {
        Map<TopicPartition, Long> taken = Map.copyOf(reached);
        // What has moved on meanwhile stays.
        taken.forEach(reached::remove);
        return taken;
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ZERO);
    }

    private void run() {
        try {
            while (!closing && usable) {
                resumeWhatIsDue();
                OutboxRow row = lanes.take(50, TimeUnit.MILLISECONDS);
                if (row != null) {
                    send(row);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            usable = false;
            signal.raise();
        }
    }

    private void send(OutboxRow row) {
        PreparedEvent event = row.event();
        ProducerRecord<byte[], byte[]> kafkaRecord =
                new ProducerRecord<>(event.topic(), null, null, event.key(), event.value(), event.kafkaHeaders());
        try {
            producer.send(kafkaRecord, (metadata, failure) -> completed(row, metadata, failure));
        } catch (KafkaException | IllegalStateException e) {
            completed(row, null, e);
        }
    }

    /** On the producer's thread, or on the sender's own where the record never got as far as the producer's buffer. */
    private void completed(OutboxRow row, @Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure == null) {
            lanes.acknowledged(row);
            if (metadata != null && metadata.hasOffset()) {
                reached.merge(
                        new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset() + 1, Math::max);
            }
            if (lanes.hasDone(WAKE_AT)) {
                signal.raise();
            }
            return;
        }
        if (closing) {
            return;
        }
        switch (SendFailure.of(failure)) {
            case PARK -> {
                lanes.failed(row, reason(failure));
                signal.raise();
            }
            case SUSPEND_TOPIC -> suspend(row, failure);
            case NEW_PRODUCER -> {
                log.atWarn()
                        .addKeyValue("topic", row.lane().topic())
                        .addKeyValue("outcome", "producer_replaced")
                        .addKeyValue("reason", reason(failure))
                        .log("The producer can't go on; a new one takes over");
                usable = false;
                signal.raise();
            }
        }
    }

    private void suspend(OutboxRow row, Exception failure) {
        String topic = row.lane().topic();
        synchronized (suspensions) {
            Suspension last = suspensions.get(topic);
            Duration duration =
                    last == null ? FIRST_SUSPENSION : last.duration().multipliedBy(2);
            if (failure instanceof BufferExhaustedException) {
                duration = FIRST_SUSPENSION;
            }
            if (duration.compareTo(settings.suspension()) > 0) {
                duration = settings.suspension();
            }
            suspensions.put(topic, new Suspension(duration, System.nanoTime() + duration.toNanos()));
            lanes.suspend(topic, row);
        }
        log.atWarn()
                .addKeyValue("topic", topic)
                .addKeyValue("outcome", "topic_set_aside")
                .addKeyValue("reason", reason(failure))
                .log("A topic can't be reached; its events wait in the outbox");
    }

    private void resumeWhatIsDue() {
        synchronized (suspensions) {
            if (suspensions.isEmpty()) {
                return;
            }
            long now = System.nanoTime();
            suspensions.forEach((topic, suspension) -> {
                if (suspension.until() - now <= 0) {
                    lanes.resume(topic);
                }
            });
            // The duration is remembered for a while, so that a topic that stays away is asked for less and less.
            long remembered = settings.suspension().multipliedBy(3).toNanos();
            suspensions.values().removeIf(suspension -> now - suspension.until() > remembered);
        }
    }

    /** The failure's name in snake case without its ending; its text may quote the record. */
    private static String reason(Exception failure) {
        return SnakeCase.of(failure.getClass().getSimpleName().replaceFirst("Exception$", ""));
    }
}
