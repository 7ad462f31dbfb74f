package org.relais.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.relais.event.catalogue.Topic;
import org.slf4j.MDC;

/** Turns records into bytes and CloudEvents headers (Kafka binary mode). */
final class EventPreparation {

    private static final byte[] SPEC_VERSION = utf8("1.0");
    private static final byte[] CONTENT_TYPE = utf8("application/avro");

    private final EventSerializer serializer;

    EventPreparation(EventSerializer serializer) {
        this.serializer = serializer;
    }

    PreparedEvent prepare(Topic topic, SpecificRecord event) {
        return prepare(topic, event, traceparent());
    }

    PreparedEvent prepare(Topic topic, SpecificRecord event, @Nullable String traceparent) {
        String eventId = required(event, "eventId");
        String key = switch (topic.key()) {
            case REQUEST_ID -> required(event, "requestId");
            case JURISDICTION_ID -> required(event, "jurisdictionId");
            case ORIGINAL -> throw new IllegalArgumentException("a dead letter isn't made from a record");
        };
        Map<String, byte[]> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", SPEC_VERSION);
        headers.put(EventId.HEADER, utf8(eventId));
        headers.put("ce_type", utf8(event.getSchema().getFullName()));
        headers.put("ce_source", utf8(topic.source()));
        headers.put("ce_time", utf8(DateTimeFormatter.ISO_INSTANT.format(occurredAt(event))));
        headers.put("ce_subject", utf8(key));
        headers.put("content-type", CONTENT_TYPE);
        if (traceparent != null) {
            headers.put("traceparent", utf8(traceparent));
        }
        byte[] value = serializer.serialize(topic.name(), event);
        return new PreparedEvent(topic.name(), key, sequence(event), utf8(key), headers, value);
    }

    /** The current trace, where a tracer has put it for the logs. */
    static @Nullable String traceparent() {
        String trace = MDC.get("traceId");
        String span = MDC.get("spanId");
        if (trace == null || span == null || trace.length() != 32 || span.length() != 16) {
            return null;
        }
        return "00-" + trace + "-" + span + "-01";
    }

    private static String required(SpecificRecord event, String field) {
        Object value = value(event, field);
        if (value == null || value.toString().isBlank()) {
            throw new IllegalArgumentException(event.getSchema().getName() + " has no " + field);
        }
        return value.toString();
    }

    private static long sequence(SpecificRecord event) {
        if (value(event, "sequence") instanceof Long sequence && sequence > 0) {
            return sequence;
        }
        throw new IllegalArgumentException(event.getSchema().getName() + " has no sequence");
    }

    private static Instant occurredAt(SpecificRecord event) {
        Object value = value(event, "occurredAt");
        if (value instanceof Instant at) {
            return at;
        }
        if (value instanceof Long millis) {
            return Instant.ofEpochMilli(millis);
        }
        throw new IllegalArgumentException(event.getSchema().getName() + " has no occurredAt");
    }

    private static @Nullable Object value(SpecificRecord event, String name) {
        Schema.Field field = event.getSchema().getField(name);
        return field == null ? null : event.get(field.pos());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
