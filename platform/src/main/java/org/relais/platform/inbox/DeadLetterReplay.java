package org.relais.platform.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.relais.platform.inbox.InboxTransaction.Outcome;

/** Feeds this group's dead letters in again, one by one, without touching the topic they came from. */
public final class DeadLetterReplay {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MOST_AT_ONCE = 1000;

    private final String topic;
    private final String group;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Inbox inbox;
    private final InboxStore store;

    DeadLetterReplay(
            String topic, String group, Supplier<Consumer<byte[], byte[]>> consumers, Inbox inbox, InboxStore store) {
        this.topic = topic;
        this.group = group;
        this.consumers = consumers;
        this.inbox = inbox;
        this.store = store;
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

    /** Letters that wait, at most a thousand, the oldest first; only those with this reason where one is given. */
    public List<Letter> list(@Nullable String reason) {
        return eachWaiting(reason, DeadLetterReplay::letter);
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

    /** Feeds in again what waits, at most a thousand, in the letters' order; only those with this reason where one is given. */
    public List<Replayed> replayAll(@Nullable String reason) {
        return eachWaiting(reason, this::replay);
    }

    private Replayed replay(ConsumerRecord<byte[], byte[]> letter) {
        if (!DeadLetter.text(letter, DeadLetter.GROUP).equals(group)) {
            return replayed(letter, "failed", "another_group");
        }
        ConsumerRecord<byte[], byte[]> origin = DeadLetter.origin(letter);
        try {
            List<Outcome> outcomes = inbox.again(origin);
            Outcome own = outcomes.getFirst();
            if (own.fate() == Fate.DEAD_LETTERED) {
                return replayed(letter, "failed", own.reason());
            }
            store.saveFedInAgain(
                    Coordinates.of(origin),
                    DeadLetter.text(letter, DeadLetter.REASON),
                    Instant.parse(DeadLetter.text(letter, DeadLetter.AT)),
                    own.fate().outcome());
            return replayed(letter, own.fate().outcome(), own.reason());
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

    /** Letters are let go of one poll after the other: many, or large ones, don't stand in memory together. */
    private <T> List<T> eachWaiting(@Nullable String reason, Function<ConsumerRecord<byte[], byte[]>, T> made) {
        List<T> all = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            while (all.size() < MOST_AT_ONCE
                    && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                waiting(consumer.poll(POLL), reason).stream()
                        .limit(MOST_AT_ONCE - all.size())
                        .map(made)
                        .forEach(all::add);
            }
        }
        return all;
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        @Nullable List<PartitionInfo> infos = consumer.partitionsFor(topic, PATIENCE);
        return infos == null
                ? List.of()
                : infos.stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> waiting(
            ConsumerRecords<byte[], byte[]> polled, @Nullable String reason) {
        Map<Coordinates, ConsumerRecord<byte[], byte[]>> letters = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> letter : polled) {
            if (reason == null || reason.equals(DeadLetter.text(letter, DeadLetter.REASON))) {
                letters.put(Coordinates.of(DeadLetter.origin(letter)), letter);
            }
        }
        letters.keySet().removeAll(store.fedInAgain(letters.keySet()));
        return List.copyOf(letters.values());
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
