package org.relais.local;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.relais.event.catalogue.Topics;

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
                Map<TopicPartition, OffsetAndMetadata> read =
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
                Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
                read.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
                var ends = admin.listOffsets(latest).all().get();
                long records = 0;
                Optional<Instant> since = Optional.empty();
                for (var entry : read.entrySet()) {
                    long next = entry.getValue() == null ? 0 : entry.getValue().offset();
                    var end = ends.get(entry.getKey());
                    long behind = end == null ? 0 : end.offset() - next;
                    if (behind > 0) {
                        records += behind;
                        since = earlier(since, happened(entry.getKey(), next));
                    }
                }
                return new GroupLag(group, records, since);
            } catch (ExecutionException e) {
                throw new IllegalStateException("the broker does not tell the lag of " + group, e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while reading the lag of " + group, e);
            }
        }

        /** Number of a group's dead letters, by reason. */
        Map<String, Long> deadLetters(String group) {
            String topic = Topics.deadLetters(group).name();
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<String, Long> reasons = new java.util.TreeMap<>();
            boolean complete = Waiting.until(PATIENCE, () -> {
                List<TopicPartition> unread = new ArrayList<>();
                for (TopicPartition partition : partitions) {
                    if (consumer.position(partition) < ends.getOrDefault(partition, 0L)) {
                        unread.add(partition);
                    }
                }
                if (!unread.isEmpty()) {
                    consumer.poll(Duration.ofMillis(200))
                            .forEach(letter -> reasons.merge(header(letter, "relais_dlt_reason"), 1L, Long::sum));
                }
                return unread.isEmpty();
            });
            if (!complete) {
                reasons.merge("…", 1L, Long::sum);
            }
            return reasons;
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
                return Optional.of(eventTime(first));
            }
            return Optional.empty();
        }

        private static Instant eventTime(ConsumerRecord<byte[], byte[]> first) {
            try {
                return Instant.parse(header(first, "ce_time"));
            } catch (DateTimeParseException e) {
                return Instant.ofEpochMilli(first.timestamp());
            }
        }

        private static String header(ConsumerRecord<byte[], byte[]> from, String name) {
            Header header = from.headers().lastHeader(name);
            return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
        }

        private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
            if (a.isEmpty() || b.isEmpty()) {
                return a.isEmpty() ? b : a;
            }
            return a.get().isBefore(b.get()) ? a : b;
        }
    }
}
