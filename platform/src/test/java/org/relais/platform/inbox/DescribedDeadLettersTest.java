package org.relais.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Dead letters are as the AsyncAPI document says. */
class DescribedDeadLettersTest {

    @Test
    void deadLettersHaveTheHeadersThatTheDocumentNames() {
        // Given
        var origin = new ConsumerRecord<>("intake.service-requests.v1", 0, 7, new byte[] {1}, new byte[] {2});

        // When
        var letter = DeadLetter.of(origin, "routing-service", "unreadable", Instant.EPOCH);

        // Then
        assertThat(letter.headers())
                .containsOnlyKeys(JsonMapper.shared()
                        .readTree(Path.of("../docs/asyncapi.json"))
                        .at("/components/messageTraits/deadLetter/headers/properties")
                        .propertyNames());
    }
}
