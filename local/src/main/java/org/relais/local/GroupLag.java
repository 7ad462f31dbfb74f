package org.relais.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.relais.event.catalogue.Topic;
import org.relais.event.catalogue.Topics;
import org.relais.platform.inbox.EventTime;

/**
 * How far a consumer group is behind.
 *
 * @param records how many records it has yet to read
 * @param since when the first of them happened; empty where there is none
 */
record GroupLag(String group, long records, Optional<Instant> since) {

    /** Reads it from the broker, by event time. */
    static final class Reader implements AutoCloseable {

        private static final Duration PATIENCE = Duration.ofSeconds(5);

        private final Admin admin;
        private final KafkaConsumer<byte[], byte[]> consumer;

        Reader(String bootstrapServers) {
            Map<String, Object> client = Map.of(
                    "bootstrap.servers", bootstrapServers,
                    "default.api.timeout.ms", "10000",
                    "request.timeout.ms", "5000",
                    "enable.auto.commit", "false",
                    "max.poll.records", "500",
                    "auto.offset.reset", "earliest");
            this.admin = Admin.create(Map.of(
                    "bootstrap.servers", bootstrapServers,
                    "default.api.timeout.ms", "10000",
                    "request.timeout.ms", "5000"));
            this.consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        GroupLag of(String group) {
            try {
                List<TopicPartition> partitions = partitionsReadBy(group);
                Map<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
                Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
                Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                long records = 0;
                Optional<Instant> since = Optional.empty();
                for (TopicPartition partition : partitions) {
                    long first = starts.getOrDefault(partition, 0L);
                    OffsetAndMetadata position = read.get(partition);
                    long next = position == null ? first : Math.max(first, position.offset());
                    long behind = ends.getOrDefault(partition, 0L) - next;
                    if (behind > 0) {
                        records += behind;
                        since = earlier(since, happened(partition, next));
                    }
                }
                return new GroupLag(group, records, since);
            } catch (ExecutionException | KafkaException e) {
                throw new Unknown(group, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while reading the lag of " + group, e);
            }
        }

        private List<TopicPartition> partitionsReadBy(String group) throws ExecutionException, InterruptedException {
            Set<String> read = new HashSet<>();
            for (Topic topic : Topics.FIXED) {
                if (topic.consumers().contains(group)) {
                    read.add(topic.name());
                }
            }
            Set<String> there = admin.listTopics().names().get();
            if (group.equals(Topics.ROUTING)) {
                there.stream()
                        .filter(Topics.departmentUpdatesPattern().asMatchPredicate())
                        .forEach(read::add);
            }
            read.retainAll(there);
            List<TopicPartition> partitions = new ArrayList<>();
            admin.describeTopics(read)
                    .allTopicNames()
                    .get()
                    .forEach((name, description) -> description
                            .partitions()
                            .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition()))));
            return partitions;
        }

        private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
                throws ExecutionException, InterruptedException {
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            partitions.forEach(partition -> wanted.put(partition, which));
            Map<TopicPartition, Long> offsets = new HashMap<>();
            admin.listOffsets(wanted).all().get().forEach((partition, found) -> offsets.put(partition, found.offset()));
            return offsets;
        }

        @Override
        public void close() {
            admin.close(PATIENCE);
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(PATIENCE));
        }

        private Optional<Instant> happened(TopicPartition partition, long offset) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            for (ConsumerRecord<byte[], byte[]> first : consumer.poll(PATIENCE)) {
                return Optional.of(EventTime.of(first));
            }
            return Optional.empty();
        }

        private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
            if (a.isEmpty() || b.isEmpty()) {
                return a.isEmpty() ? b : a;
            }
            return a.get().isBefore(b.get()) ? a : b;
        }
    }

    /** The broker listens but doesn't answer. */
    static final class Unknown extends RuntimeException {

        Unknown(String group, Throwable cause) {
            super("the broker does not tell the lag of " + group, cause);
        }
    }
}
