package org.relais.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads the topics that this service writes and numbers. */
final class OwnTopics implements PublishedEvents {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MOST_IN_VAIN = 25;
    private static final int BATCH = 10_000;

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Predicate<String> own;
    private final EventNumbers numbers;

    /**
     * @param consumers make one without a group
     * @param own whether this service alone writes a topic, and numbers what it writes there
     */
    OwnTopics(Supplier<Consumer<byte[], byte[]>> consumers, Predicate<String> own, EventNumbers numbers) {
        this.consumers = consumers;
        this.own = own;
        this.numbers = numbers;
    }

    @Override
    public void readFrom(Map<TopicPartition, Long> places, Batches batches) throws SQLException {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(consumer));
            Map<TopicPartition, Long> starts = starts(places, ends);
            ends.keySet().retainAll(starts.keySet());
            if (!ends.isEmpty()) {
                consumer.assign(ends.keySet());
                starts.forEach(consumer::seek);
                read(consumer, ends, batches);
            }
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return consumer.listTopics().entrySet().stream()
                .filter(topic -> own.test(topic.getKey()))
                .flatMap(topic -> topic.getValue().stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static Map<TopicPartition, Long> starts(Map<TopicPartition, Long> places, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> starts = new HashMap<>();
        ends.forEach((partition, end) -> {
            long place = places.getOrDefault(partition, 0L);
            // A topic that ends before was made anew, or has lost its end.
            long start = place > end ? 0 : place;
            if (start < end) {
                starts.put(partition, start);
            }
        });
        return starts;
    }

    private void read(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, Batches batches)
            throws SQLException {
        Map<Lane, PublishedLane> lanes = new HashMap<>();
        int waiting = 0;
        int inVain = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            polled.forEach(found -> add(found, lanes));
            waiting += polled.count();
            inVain = polled.isEmpty() ? inVain + 1 : 0;
            if (inVain == MOST_IN_VAIN) {
                throw new TimeoutException("the service's own topics can't be read to their ends");
            }
            if (waiting >= BATCH) {
                batches.take(lanes.values(), places(consumer, ends));
                lanes.clear();
                waiting = 0;
            }
        }
        batches.take(lanes.values(), places(consumer, ends));
    }

    private static Map<TopicPartition, Long> places(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> partitions) {
        Map<TopicPartition, Long> places = new HashMap<>();
        partitions.keySet().forEach(partition -> places.put(partition, consumer.position(partition)));
        return places;
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
