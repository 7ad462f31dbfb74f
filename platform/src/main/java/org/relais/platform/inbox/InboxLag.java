package org.relais.platform.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** How far each partition that this instance reads is behind, in records and in time as the events tell it. */
final class InboxLag {

    private final MeterRegistry meters;
    private final Clock clock;
    private final String group;
    private final Map<TopicPartition, Waiting> waiting = new ConcurrentHashMap<>();
    private final Map<TopicPartition, List<Meter>> gauges = new ConcurrentHashMap<>();

    InboxLag(MeterRegistry meters, Clock clock, String group) {
        this.meters = meters;
        this.clock = clock;
        this.group = group;
    }

    private record Waiting(long records, long since) {}

    void follow(TopicPartition partition) {
        gauges.computeIfAbsent(partition, this::register);
    }

    void leave(TopicPartition partition) {
        waiting.remove(partition);
        List<Meter> registered = gauges.remove(partition);
        if (registered != null) {
            registered.forEach(meters::remove);
        }
    }

    /** @param first the first record that waits, or, where it wasn't read yet, the last one before it */
    void is(TopicPartition partition, long records, ConsumerRecord<byte[], byte[]> first) {
        waiting.put(
                partition,
                new Waiting(records, records == 0 ? 0 : EventTime.of(first).toEpochMilli()));
    }

    /** What waits is counted anew; since when is known from before. */
    void is(TopicPartition partition, long records) {
        waiting.computeIfPresent(
                partition, (p, before) -> new Waiting(records, before.since() == 0 ? clock.millis() : before.since()));
        waiting.computeIfAbsent(partition, p -> new Waiting(records, clock.millis()));
    }

    private List<Meter> register(TopicPartition partition) {
        Tags tags = Tags.of(
                "group", group, "topic", partition.topic(), "partition", Integer.toString(partition.partition()));
        return List.of(
                Gauge.builder("relais.inbox.lag.records", () -> records(partition))
                        .tags(tags)
                        .description("Records that stand in Kafka and are not applied yet")
                        .register(meters),
                Gauge.builder("relais.inbox.lag.seconds", () -> seconds(partition))
                        .tags(tags)
                        .description("Age of the first event that isn't applied yet, by its own time")
                        .register(meters));
    }

    private long records(TopicPartition partition) {
        Waiting now = waiting.get(partition);
        return now == null ? 0 : now.records();
    }

    private double seconds(TopicPartition partition) {
        Waiting now = waiting.get(partition);
        return now == null || now.records() == 0 ? 0 : Math.max(0, clock.millis() - now.since()) / 1000.0;
    }
}
