package org.relais.platform.outbox;

import java.util.OptionalLong;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;
import org.relais.platform.registry.RegistryAvroDeserializer;
import org.relais.platform.registry.RegistryAvroSerializer;
import org.relais.platform.registry.RegistryRefusal;
import org.relais.platform.registry.RegistryUnavailable;

/** The field {@code sequence} of Avro records in the Confluent wire format. */
final class AvroEventNumbers implements EventNumbers {

    private static final String FIELD = "sequence";

    private final RegistryAvroDeserializer deserializer;
    private final RegistryAvroSerializer serializer;

    AvroEventNumbers(RegistryAvroDeserializer deserializer, RegistryAvroSerializer serializer) {
        this.deserializer = deserializer;
        this.serializer = serializer;
    }

    @Override
    public OptionalLong of(byte[] value) {
        GenericContainer event;
        try {
            event = deserializer.decode(value);
        } catch (RegistryUnavailable unavailable) {
            throw unavailable;
        } catch (RegistryRefusal refusal) {
            if (refusal.meansNoAvro()) {
                return OptionalLong.empty();
            }
            throw refusal;
        } catch (RuntimeException | StackOverflowError foreign) {
            // What others put there, were it made for it, must not stop what we publish.
            return OptionalLong.empty();
        }
        Schema.@Nullable Field field = event.getSchema().getField(FIELD);
        return field != null && event instanceof IndexedRecord fields && fields.get(field.pos()) instanceof Long number
                ? OptionalLong.of(number)
                : OptionalLong.empty();
    }

    @Override
    public byte[] renumbered(String topic, byte[] value, long number) {
        IndexedRecord event = (IndexedRecord) deserializer.decode(value);
        event.put(event.getSchema().getField(FIELD).pos(), number);
        return serializer.encode(topic, event);
    }
}
