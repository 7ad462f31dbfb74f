package org.relais.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Departments write what they like into the header that says when; no reader may stop at it. */
class EventTimeTest {

    private static final Instant BY_KAFKA = Instant.parse("2026-11-27T10:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "at noon",
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z",
                "-292275055-05-16T16:47:04.192Z",
                "1969-12-31T23:59:59Z"
            })
    void isKafkasWhereTheRecordTellsNoneThatCanBe(String told) {
        ConsumerRecord<byte[], byte[]> event = event(told);

        assertThat(EventTime.of(event)).isEqualTo(BY_KAFKA);
        new InboxLag(new SimpleMeterRegistry(), Clock.systemUTC(), "readers")
                .is(new TopicPartition(event.topic(), event.partition()), 1, event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-05-05T12:00:00Z", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
    void isWhatTheRecordTells(String told) {
        assertThat(EventTime.of(event(told))).isEqualTo(Instant.parse(told));
    }

    private static ConsumerRecord<byte[], byte[]> event(String told) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_time", told.getBytes(StandardCharsets.UTF_8));
        return new ConsumerRecord<>(
                "department.voirie.updates.v1",
                0,
                0,
                BY_KAFKA.toEpochMilli(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                new byte[0],
                new byte[0],
                headers,
                Optional.empty());
    }
}
