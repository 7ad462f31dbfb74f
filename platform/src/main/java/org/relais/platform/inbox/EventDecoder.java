package org.relais.platform.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.relais.platform.inbox.Decoded.NotForUs;
import org.relais.platform.inbox.Decoded.Readable;
import org.relais.platform.inbox.Decoded.Undecided;
import org.relais.platform.inbox.Decoded.Unreadable;
import org.relais.platform.registry.RegistryException;
import org.relais.platform.registry.RegistryRefusal;
import org.relais.platform.registry.UnknownSchema;
import org.relais.platform.registry.UnreadableRecord;

/** Tells what a record is, and never throws for what stands in it. */
final class EventDecoder {

    private static final String INVALID_AVRO = "invalid_avro";

    private final Function<byte[], GenericContainer> reader;
    private final Function<byte[], String> typeOf;

    /**
     * @param reader reads the Confluent wire format: the generated class of the writer's name where there is one, else a generic
     *     record
     * @param typeOf full name of a record's type, without reading the record
     */
    EventDecoder(Function<byte[], GenericContainer> reader, Function<byte[], String> typeOf) {
        this.reader = reader;
        this.typeOf = typeOf;
    }

    Incoming decode(InboxSubscription subscription, ConsumerRecord<byte[], byte[]> kafkaRecord) {
        return new Incoming(kafkaRecord, subscription, decoded(subscription, kafkaRecord));
    }

    private Decoded decoded(InboxSubscription subscription, ConsumerRecord<byte[], byte[]> kafkaRecord) {
        byte @Nullable [] value = kafkaRecord.value();
        if (value == null) {
            return subscription instanceof InboxSubscription.Latest
                    ? new NotForUs("tombstone", null, 0)
                    : new Unreadable("no_value");
        }
        try {
            if (subscription instanceof InboxSubscription.Commands commands) {
                String type = typeOf.apply(value);
                if (!takes(commands, type)) {
                    // Others write here: what we don't take isn't even read.
                    return new NotForUs(type.substring(type.lastIndexOf('.') + 1), null, 0);
                }
            }
            return reader.apply(value) instanceof IndexedRecord avro
                    ? judged(subscription, kafkaRecord, avro)
                    : new Unreadable(INVALID_AVRO);
        } catch (UnreadableRecord e) {
            return new Unreadable(
                    switch (e.reason()) {
                        case BAD_MAGIC -> "bad_magic";
                        case TRUNCATED, TRAILING_BYTES, MALFORMED, UNRESOLVABLE, NO_CLASS -> INVALID_AVRO;
                    });
        } catch (UnknownSchema e) {
            return new Unreadable("unknown_schema");
        } catch (RegistryRefusal e) {
            return e.meansNoAvro() ? new Unreadable("unknown_schema") : new Undecided(e);
        } catch (RegistryException e) {
            return new Undecided(e);
        } catch (RuntimeException | StackOverflowError unforeseen) {
            if (!(subscription instanceof InboxSubscription.Commands)) {
                throw unforeseen;
            }
            // Whoever writes commands may have written the schema too: thrown on, one would stop those of everybody.
            return new Unreadable(INVALID_AVRO);
        }
    }

    private static Decoded judged(
            InboxSubscription subscription, ConsumerRecord<byte[], byte[]> kafkaRecord, IndexedRecord avro) {
        return switch (subscription) {
            case InboxSubscription.Numbered numbered -> {
                String requestId = text(avro, "requestId");
                long sequence = number(avro, "sequence");
                if (!(avro instanceof SpecificRecord event)
                        || !takes(numbered.topic().events(), event)) {
                    yield new NotForUs(avro.getSchema().getName(), requestId, sequence);
                }
                yield readable(kafkaRecord, event, text(avro, "eventId"), requestId, sequence);
            }
            case InboxSubscription.Latest latest -> {
                if (!(avro instanceof SpecificRecord event)
                        || !takes(latest.topic().events(), event)) {
                    yield new NotForUs(avro.getSchema().getName(), null, 0);
                }
                yield readable(kafkaRecord, event, text(avro, "eventId"), key(kafkaRecord), number(avro, "sequence"));
            }
            case InboxSubscription.Commands commands -> {
                if (!(avro instanceof SpecificRecord event) || !takes(commands.types(), event)) {
                    yield new NotForUs(avro.getSchema().getName(), null, 0);
                }
                yield command(kafkaRecord, event);
            }
        };
    }

    private static Decoded readable(
            ConsumerRecord<byte[], byte[]> kafkaRecord,
            SpecificRecord event,
            @Nullable String eventId,
            @Nullable String requestId,
            long sequence) {
        if (requestId == null) {
            return new Unreadable("missing_request_id");
        }
        if (eventId == null) {
            return new Unreadable("missing_event_id");
        }
        if (sequence <= 0) {
            return new Unreadable("missing_sequence");
        }
        return new Readable(inbound(kafkaRecord, event, eventId, requestId, sequence));
    }

    private static Decoded command(ConsumerRecord<byte[], byte[]> kafkaRecord, SpecificRecord event) {
        // Whoever commands need not give a key: the case says it all.
        String key = key(kafkaRecord);
        String requestId = key == null ? text(event, "caseId") : key;
        String commandId = text(event, "commandId");
        if (requestId == null) {
            return new Unreadable("missing_request_id");
        }
        if (commandId == null) {
            return new Unreadable("missing_command_id");
        }
        return new Readable(inbound(kafkaRecord, event, commandId, requestId, 0));
    }

    private static InboundEvent inbound(
            ConsumerRecord<byte[], byte[]> at, SpecificRecord event, String eventId, String requestId, long sequence) {
        return new InboundEvent(
                event.getSchema().getName(),
                eventId,
                requestId,
                sequence,
                occurredAt(event, at.timestamp()),
                event,
                at.topic(),
                at.partition(),
                at.offset());
    }

    private static boolean takes(InboxSubscription.Commands commands, String type) {
        return commands.types().stream().anyMatch(taken -> taken.getName().equals(type));
    }

    private static boolean takes(Collection<? extends Class<?>> types, SpecificRecord event) {
        return types.contains(event.getClass());
    }

    private static Instant occurredAt(IndexedRecord avro, long otherwise) {
        Object value = value(avro, "occurredAt");
        if (value instanceof Instant at) {
            return at;
        }
        return Instant.ofEpochMilli(value instanceof Long millis ? millis : otherwise);
    }

    private static @Nullable String key(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        byte @Nullable [] key = kafkaRecord.key();
        return key == null || key.length == 0 ? null : new String(key, StandardCharsets.UTF_8);
    }

    private static @Nullable String text(IndexedRecord avro, String field) {
        Object value = value(avro, field);
        return value instanceof CharSequence text && !text.toString().isBlank() ? text.toString() : null;
    }

    private static long number(IndexedRecord avro, String field) {
        return value(avro, field) instanceof Long number ? number : 0;
    }

    private static @Nullable Object value(IndexedRecord avro, String name) {
        Schema.Field field = avro.getSchema().getField(name);
        return field == null ? null : avro.get(field.pos());
    }
}
