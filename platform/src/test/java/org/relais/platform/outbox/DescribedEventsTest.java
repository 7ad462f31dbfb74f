package org.relais.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.event.servicerequest.v1.RequestWithdrawn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events go out as the AsyncAPI document says. */
class DescribedEventsTest {

    private static final JsonNode DOCUMENT = JsonMapper.shared().readTree(Path.of("../docs/asyncapi.json"));

    @Test
    void eventsHaveTheHeadersThatTheDocumentNames() {
        // Given
        var event = RequestWithdrawn.newBuilder()
                .setEventId("0197f9a5-0000-7000-8000-000000000001")
                .setRequestId("0197f9a5-0000-7000-8000-000000000002")
                .setSequence(1)
                .setOccurredAt(Instant.parse("2026-11-27T10:00:00Z"))
                .build();

        // When
        var prepared = new EventPreparation((topic, written) -> new byte[0])
                .prepare(
                        Topics.INTAKE_SERVICE_REQUESTS,
                        event,
                        "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01");

        // Then
        assertThat(prepared.headers())
                .containsOnlyKeys(DOCUMENT.at("/components/messageTraits/event/headers/properties")
                        .propertyNames());
        var own = DOCUMENT.at("/components/messages/RequestWithdrawn/headers/properties");
        assertThat(prepared.headers().get("ce_type"))
                .asString()
                .isEqualTo(own.at("/ce_type/const").asString());
        assertThat(prepared.headers().get("ce_source"))
                .asString()
                .isEqualTo(own.at("/ce_source/const").asString());
    }
}
