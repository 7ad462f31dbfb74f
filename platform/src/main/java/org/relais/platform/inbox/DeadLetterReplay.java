package org.relais.platform.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.relais.platform.inbox.InboxTransaction.Outcome;
import org.springframework.jdbc.core.JdbcTemplate;

/** Feeds this group's dead letters in again, one by one, without touching the topic they came from. */
public final class DeadLetterReplay {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MOST_LISTED = 1000;

    private final String topic;
    private final String group;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Inbox inbox;
    private final JdbcTemplate jdbc;

    DeadLetterReplay(
            String topic, String group, Supplier<Consumer<byte[], byte[]>> consumers, Inbox inbox, JdbcTemplate jdbc) {
        this.topic = topic;
        this.group = group;
        this.consumers = consumers;
        this.inbox = inbox;
        this.jdbc = jdbc;
    }

    /** A dead letter that was not fed in again yet. */
    public record Letter(
            int partition,
            long offset,
            String reason,
            String at,
            String originTopic,
            int originPartition,
            long originOffset) {}

    /**
     * What became of a letter.
     *
     * @param outcome applied, held, repeated or skipped; failed where it stays among the dead letters
     */
    public record Replayed(
            int partition,
            long offset,
            String outcome,
            @Nullable String reason) {}

    /** Letters that wait, the oldest first; only those with this reason where one is given. */
    public List<Letter> list(@Nullable String reason) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            return waiting(consumer, reason).stream()
                    .map(DeadLetterReplay::letter)
                    .toList();
        }
    }

    /** Feeds one in again. */
    public Replayed replay(int partition, long offset) {
        TopicPartition at = new TopicPartition(topic, partition);
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            consumer.assign(List.of(at));
            consumer.seek(at, offset);
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < until) {
                for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
                    if (found.offset() == offset) {
                        return replay(found);
                    }
                    return new Replayed(partition, offset, "failed", "no_such_letter");
                }
            }
        }
        return new Replayed(partition, offset, "failed", "no_such_letter");
    }

    /** Feeds in again what waits, in the order of the letters; only those with this reason where one is given. */
    public List<Replayed> replayAll(@Nullable String reason) {
        List<ConsumerRecord<byte[], byte[]>> letters;
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            letters = waiting(consumer, reason);
        }
        return letters.stream().map(this::replay).toList();
    }

    private Replayed replay(ConsumerRecord<byte[], byte[]> letter) {
        if (!DeadLetter.text(letter, DeadLetter.GROUP).equals(group)) {
            return replayed(letter, "failed", "another_group");
        }
        ConsumerRecord<byte[], byte[]> origin = DeadLetter.origin(letter);
        try {
            List<Outcome> outcomes = inbox.again(origin);
            Outcome own = outcomes.getFirst();
            String outcome = own.fate().outcome();
            jdbc.update("""
                INSERT INTO dead_letter_replay (topic, partition, "offset", outcome) VALUES (?, ?, ?, ?)
                ON CONFLICT (topic, partition, "offset") DO UPDATE SET outcome = excluded.outcome, at = now()
                """, topic, letter.partition(), letter.offset(), outcome);
            return replayed(letter, outcome, own.reason());
        } catch (UnacceptableEvent e) {
            return replayed(letter, "failed", e.reasonCode());
        } catch (HandlerFailed e) {
            return replayed(
                    letter,
                    "failed",
                    e.failure() instanceof UnacceptableEvent unacceptable
                            ? unacceptable.reasonCode()
                            : Inbox.HANDLER_FAILED);
        }
    }

    private static Replayed replayed(ConsumerRecord<byte[], byte[]> letter, String outcome, @Nullable String reason) {
        return new Replayed(letter.partition(), letter.offset(), outcome, reason);
    }

    private List<ConsumerRecord<byte[], byte[]>> waiting(Consumer<byte[], byte[]> consumer, @Nullable String reason) {
        List<TopicPartition> partitions = new ArrayList<>();
        List<PartitionInfo> infos = consumer.partitionsFor(topic, PATIENCE);
        if (infos != null) {
            infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        Set<Coordinates> done = done();
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        while (letters.size() < MOST_LISTED
                && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
                if (!done.contains(Coordinates.of(letter))
                        && (reason == null || reason.equals(DeadLetter.text(letter, DeadLetter.REASON)))) {
                    letters.add(letter);
                }
            }
        }
        return letters;
    }

    private Set<Coordinates> done() {
        return new HashSet<>(jdbc.query(
                "SELECT partition, \"offset\" FROM dead_letter_replay WHERE topic = ?",
                (row, n) -> new Coordinates(topic, row.getInt(1), row.getLong(2)),
                topic));
    }

    private static Letter letter(ConsumerRecord<byte[], byte[]> letter) {
        ConsumerRecord<byte[], byte[]> origin = DeadLetter.origin(letter);
        return new Letter(
                letter.partition(),
                letter.offset(),
                DeadLetter.text(letter, DeadLetter.REASON),
                DeadLetter.text(letter, DeadLetter.AT),
                origin.topic(),
                origin.partition(),
                origin.offset());
    }
}
