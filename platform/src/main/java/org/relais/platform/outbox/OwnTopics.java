package org.relais.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the topics that this service writes and numbers. */
final class OwnTopics implements PublishedEvents {

    private static final Logger log = LoggerFactory.getLogger(OwnTopics.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MOST_IN_VAIN = 25;

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Predicate<String> own;
    private final EventNumbers numbers;
    private final int batch;

    /**
     * @param consumers make one without a group
     * @param own whether this service alone writes a topic, and numbers what it writes there
     * @param batch how many records are kept in mind at the least before they are handed over
     */
    OwnTopics(Supplier<Consumer<byte[], byte[]>> consumers, Predicate<String> own, EventNumbers numbers, int batch) {
        this.consumers = consumers;
        this.own = own;
        this.numbers = numbers;
        this.batch = batch;
    }

    @Override
    public Set<String> readFrom(Map<TopicPartition, Long> positions, BooleanSupplier wanted, Batches batches)
            throws SQLException {
        Set<String> unread = new HashSet<>();
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            Map<TopicPartition, Long> ends = ends(consumer, unread, wanted);
            Map<TopicPartition, Long> starts = starts(positions, ends);
            ends.keySet().retainAll(starts.keySet());
            consumer.assign(ends.keySet());
            starts.forEach(consumer::seek);
            read(consumer, ends, wanted, batches);
            left(consumer, ends).forEach(partition -> unread.add(partition.topic()));
        }
        return unread;
    }

    /** Topics of which a partition has no leader are left unread without asking for it, since asking takes seconds. */
    private Map<TopicPartition, Long> ends(
            Consumer<byte[], byte[]> consumer, Set<String> unread, BooleanSupplier wanted) {
        Map<String, List<TopicPartition>> topics = new HashMap<>();
        consumer.listTopics().forEach((name, partitions) -> {
            if (own.test(name) && partitions.stream().anyMatch(OwnTopics::hasNoLeader)) {
                unread.add(name);
            } else if (own.test(name)) {
                topics.put(
                        name,
                        partitions.stream()
                                .map(partition -> new TopicPartition(name, partition.partition()))
                                .toList());
            }
        });
        try {
            return new HashMap<>(consumer.endOffsets(
                    topics.values().stream().flatMap(List::stream).toList()));
        } catch (TimeoutException oneOfThem) {
            Map<TopicPartition, Long> ends = new HashMap<>();
            topics.forEach((name, partitions) -> {
                if (wanted.getAsBoolean()) {
                    try {
                        ends.putAll(consumer.endOffsets(partitions));
                        return;
                    } catch (TimeoutException away) {
                        log.atDebug()
                                .addKeyValue("topic", name)
                                .addKeyValue("outcome", "topic_unread")
                                .log("A topic has no ends");
                    }
                }
                unread.add(name);
            });
            if (ends.isEmpty()) {
                throw oneOfThem;
            }
            return ends;
        }
    }

    private static boolean hasNoLeader(PartitionInfo partition) {
        Node leader = partition.leader();
        return leader == null || leader.isEmpty();
    }

    private static Map<TopicPartition, Long> starts(
            Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> starts = new HashMap<>();
        ends.forEach((partition, end) -> {
            long position = positions.getOrDefault(partition, 0L);
            // A topic that ends before was made anew, or has lost its end.
            long start = position > end ? 0 : position;
            if (start < end) {
                starts.put(partition, start);
            }
        });
        return starts;
    }

    private void read(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, BooleanSupplier wanted, Batches batches)
            throws SQLException {
        Map<Lane, PublishedLane> lanes = new HashMap<>();
        int waiting = 0;
        int inVain = 0;
        while (!left(consumer, ends).isEmpty() && wanted.getAsBoolean() && inVain < MOST_IN_VAIN) {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            polled.forEach(found -> add(found, lanes));
            waiting += polled.count();
            inVain = polled.isEmpty() ? inVain + 1 : 0;
            if (waiting >= batch) {
                batches.take(lanes.values(), positions(consumer, ends));
                lanes.clear();
                waiting = 0;
            }
        }
        batches.take(lanes.values(), positions(consumer, ends));
    }

    private static List<TopicPartition> left(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .filter(end -> consumer.position(end.getKey()) < end.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<TopicPartition, Long> positions(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> partitions) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        partitions.keySet().forEach(partition -> positions.put(partition, consumer.position(partition)));
        return positions;
    }

    private void add(ConsumerRecord<byte[], byte[]> found, Map<Lane, PublishedLane> lanes) {
        byte @Nullable [] key = found.key();
        byte @Nullable [] value = found.value();
        String eventId = EventId.in(found.headers());
        if (key == null || value == null || eventId == null) {
            return;
        }
        OptionalLong number = numbers.of(value);
        if (number.isPresent()) {
            Lane lane = new Lane(found.topic(), new String(key, StandardCharsets.UTF_8));
            lanes.computeIfAbsent(lane, PublishedLane::new).add(number.getAsLong(), eventId);
        }
    }
}
