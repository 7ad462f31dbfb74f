package org.relais.platform.inbox;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * A record read from Kafka, decoded.
 *
 * @param type simple name of the record type, for example {@code ServiceRequestRouted}
 * @param eventId the event's id, as in the record; the command's id for a command
 * @param requestId the request's id, as in the record or, for a command, the Kafka key
 * @param sequence number among the events of its source and request; 0 for a command
 * @param occurredAt when it happened, UTC; the Kafka timestamp where the record doesn't say
 * @param event the decoded record, of the generated class
 */
public record InboundEvent(
        String type,
        String eventId,
        String requestId,
        long sequence,
        Instant occurredAt,
        SpecificRecord event,
        String topic,
        int partition,
        long offset) {

    @Override
    public String toString() {
        return "InboundEvent[type=" + type + ", eventId=" + eventId + ", requestId=" + requestId + ", sequence="
                + sequence + ", topic=" + topic + ", partition=" + partition + ", offset=" + offset + "]";
    }
}
