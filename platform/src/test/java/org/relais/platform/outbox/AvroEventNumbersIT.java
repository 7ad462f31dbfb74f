package org.relais.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.relais.embedded.EmbeddedRegistry;
import org.relais.event.servicerequest.v1.RequesterErased;
import org.relais.platform.registry.RegistryAvroDeserializer;
import org.relais.platform.registry.RegistryAvroSerializer;
import org.relais.platform.registry.SchemaRegistry;

class AvroEventNumbersIT {

    private SchemaRegistry registry;
    private RegistryAvroSerializer serializer;
    private RegistryAvroDeserializer deserializer;
    private EventNumbers numbers;

    @BeforeEach
    void connect() {
        registry = new SchemaRegistry(Map.of(
                "schema.registry.url", EmbeddedRegistry.shared().url(),
                "value.subject.name.strategy", "RecordNameStrategy",
                "auto.register.schemas", "true"));
        serializer = new RegistryAvroSerializer(registry);
        deserializer = new RegistryAvroDeserializer(registry);
        numbers = new AvroEventNumbers(deserializer, serializer);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void anEventGetsAnotherNumberAndNothingElse() {
        byte[] value = serializer.encode("test.events.v1", event(3));

        byte[] renumbered = numbers.renumbered("test.events.v1", value, 300);

        assertThat(numbers.of(value)).hasValue(3);
        assertThat(numbers.of(renumbered)).hasValue(300);
        assertThat(deserializer.decode(renumbered)).isEqualTo(event(300));
    }

    @Test
    void whatIsNoEventHasNone() {
        byte[] unknownSchema =
                ByteBuffer.allocate(9).put((byte) 0).putInt(987_654).array();

        assertThat(numbers.of("{}".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(numbers.of(unknownSchema)).isEmpty();
        assertThat(numbers.of(new byte[0])).isEmpty();
    }

    private static RequesterErased event(long number) {
        return RequesterErased.newBuilder()
                .setEventId("event")
                .setRequestId("request")
                .setJurisdictionId("valmont")
                .setSequence(number)
                .setOccurredAt(Instant.parse("2026-11-27T20:00:00.123Z"))
                .setRequesterId("somebody")
                .build();
    }
}
