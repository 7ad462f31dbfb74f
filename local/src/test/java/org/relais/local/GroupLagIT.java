package org.relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.relais.embedded.EmbeddedKafka;
import org.relais.embedded.KafkaSettings;
import org.relais.event.catalogue.Topic;
import org.relais.event.catalogue.Topics;

class GroupLagIT {

    private static final Instant FIRST = Instant.parse("2025-05-05T12:00:00Z");

    @Test
    void countsWhatAGroupHasYetToReadByEventTime() throws Exception {
        Topic read = Topics.FIXED.stream()
                .filter(topic -> topic.consumers().contains(Topics.ROUTING))
                .findFirst()
                .orElseThrow();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(KafkaSettings.throwAway())) {
            new Topology(kafka.bootstrapServers()).create();
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", kafka.bootstrapServers()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                for (int minute = 0; minute < 3; minute++) {
                    Instant happened = FIRST.plusSeconds(60L * minute);
                    producer.send(happenedAt(read.name(), happened)).get();
                }
            }
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                admin.alterConsumerGroupOffsets(
                                Topics.ROUTING, Map.of(new TopicPartition(read.name(), 0), new OffsetAndMetadata(1)))
                        .all()
                        .get();
            }

            try (GroupLag.Reader reader = new GroupLag.Reader(kafka.bootstrapServers())) {
                assertThat(reader.of(Topics.ROUTING))
                        .isEqualTo(new GroupLag(Topics.ROUTING, 2, Optional.of(FIRST.plusSeconds(60))));
            }
        }
    }

    @Test
    void takesKafkasTimeWhereADepartmentsRecordTellsNone() throws Exception {
        Topic updates = Topics.departmentUpdates("voirie");
        Instant appended = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(KafkaSettings.throwAway());
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            new Topology(kafka.bootstrapServers()).create();
            admin.createTopics(List.of(new NewTopic(updates.name(), 1, (short) 1)))
                    .all()
                    .get();
            for (byte[] told : new byte[][] {null, {}, "at noon".getBytes(StandardCharsets.UTF_8)}) {
                ProducerRecord<byte[], byte[]> command =
                        new ProducerRecord<>(updates.name(), 0, appended.toEpochMilli(), null, new byte[] {1});
                command.headers().add("ce_time", told);
                try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
                    long offset = producer.send(command).get().offset();
                    admin.alterConsumerGroupOffsets(
                                    Topics.ROUTING,
                                    Map.of(new TopicPartition(updates.name(), 0), new OffsetAndMetadata(offset)))
                            .all()
                            .get();
                }

                try (GroupLag.Reader reader = new GroupLag.Reader(kafka.bootstrapServers())) {
                    assertThat(reader.of(Topics.ROUTING))
                            .isEqualTo(new GroupLag(Topics.ROUTING, 1, Optional.of(appended)));
                }
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> happenedAt(String topic, Instant time) {
        ProducerRecord<byte[], byte[]> event = new ProducerRecord<>(topic, 0, null, new byte[] {1});
        event.headers().add("ce_time", time.toString().getBytes(StandardCharsets.UTF_8));
        return event;
    }
}
