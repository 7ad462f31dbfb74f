package org.relais.platform.registry;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Avro records in Confluent's wire format. Configured by Confluent's keys, so that {@code KafkaAvroSerializer} can take
 * its place. Safe for use by many threads; holds no thread local, so that virtual threads cost nothing.
 */
public final class RegistryAvroSerializer implements Serializer<@Nullable Object> {

    private final RecordBuffer.Pool buffers = new RecordBuffer.Pool();
    private @Nullable Writing writing;
    private boolean closesRegistry;

    /** For Kafka, which calls {@link #configure} next. */
    public RegistryAvroSerializer() {}

    /** For record values, with a registry that others use too and that stays open when this is closed. */
    public RegistryAvroSerializer(SchemaRegistry registry) {
        this.writing = new Writing(registry, false);
    }

    @Override
    public void configure(Map<String, ?> configuration, boolean isKey) {
        if (writing == null) {
            writing = new Writing(new SchemaRegistry(configuration), isKey);
            closesRegistry = true;
        }
    }

    /** As {@link #encode}; nothing for nothing. */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof GenericContainer record) {
            return encode(topic, record);
        }
        throw new UnwritableRecord(value.getClass().getName() + " for topic " + topic + " is no Avro record", null);
    }

    /**
     * Bytes of a generated or generic record.
     *
     * @throws RegistryUnavailable if the schema's id is in no cache and no registry answers
     * @throws SchemaNotFound if the schema isn't registered and {@code auto.register.schemas} is off
     * @throws UnwritableRecord if the record doesn't fit its schema
     */
    public byte[] encode(String topic, GenericContainer record) {
        Writer writer = configured().writer(topic, record);
        try {
            return buffers.write(writer.id(), record, writer.datums());
        } catch (IOException | AvroRuntimeException | ClassCastException | NullPointerException unfit) {
            throw new UnwritableRecord(
                    "a " + record.getSchema().getFullName() + " for topic " + topic + ", schema id " + writer.id()
                            + ", doesn't fit its schema",
                    unfit);
        }
    }

    /**
     * Asks for the ids of these schemas now, so that a registry that goes down later is not missed. Works where the subject
     * doesn't depend on the topic; a failure is logged and left to the first record.
     *
     * @return whether all of them are known now
     */
    public boolean warmUp(Collection<Schema> schemas) {
        return WarmUp.of(schemas, configured()::warmUp);
    }

    @Override
    public void close() {
        if (closesRegistry && writing != null) {
            writing.registry.close();
        }
    }

    private Writing configured() {
        if (writing == null) {
            throw new InvalidConfiguration("the serializer is used before it was configured");
        }
        return writing;
    }

    /** What configuration decides: which subject, which id, which schema is written. */
    private static final class Writing {

        private static final String ANY_TOPIC = "";

        private final SchemaRegistry registry;
        private final RegistrySettings settings;
        private final SubjectNaming subjects;
        private final boolean key;
        private final BoundedCache<Target, Writer> writers;
        private final BoundedCache<LatestTarget, Writer> latestWriters;

        Writing(SchemaRegistry registry, boolean key) {
            this.registry = registry;
            this.settings = registry.settings();
            this.subjects = settings.subjects(key);
            this.key = key;
            this.writers = new BoundedCache<>(settings.cacheCapacity());
            this.latestWriters = new BoundedCache<>(settings.cacheCapacity());
        }

        Writer writer(String topic, GenericContainer value) {
            if (settings.useLatestVersion()) {
                return latestWriter(topic, value);
            }
            Target target = new Target(subjects == SubjectNaming.RECORD ? ANY_TOPIC : topic, value.getSchema());
            Writer known = writers.get(target);
            return known != null
                    ? known
                    : writers.get(
                            target, absent -> new Writer(id(topic, absent.schema()), datums(value, absent.schema())));
        }

        void warmUp(Schema schema) {
            if (subjects != SubjectNaming.RECORD) {
                throw new InvalidConfiguration(
                        "warming up needs RecordNameStrategy: other subjects depend on the topic");
            }
            if (settings.useLatestVersion()) {
                registry.latest(schema.getFullName());
            } else {
                id(ANY_TOPIC, schema);
            }
        }

        private int id(String topic, Schema schema) {
            String subject = subjects.subject(topic, key, schema);
            return settings.autoRegisterSchemas() ? registry.register(subject, schema) : registry.id(subject, schema);
        }

        private Writer latestWriter(String topic, GenericContainer value) {
            SchemaVersion latest = registry.latest(subjects.subject(topic, key, value.getSchema()));
            return latestWriters.get(new LatestTarget(latest.id(), value.getSchema()), absent -> {
                DatumWriter<Object> own = datums(value, absent.schema());
                boolean sameBytes = SchemaJson.essence(absent.schema()).equals(SchemaJson.essence(latest.schema()));
                return new Writer(
                        latest.id(), sameBytes ? own : new ConvertingWriter(own, absent.schema(), latest.schema()));
            });
        }

        private static DatumWriter<Object> datums(GenericContainer value, Schema schema) {
            return value instanceof SpecificRecordBase record
                    ? new SpecificDatumWriter<>(schema, record.getSpecificData())
                    : new GenericDatumWriter<>(schema, GenericData.get());
        }
    }

    private record Target(String topic, Schema schema) {}

    private record LatestTarget(int id, Schema schema) {}

    private record Writer(int id, DatumWriter<Object> datums) {}

    /** Writes with the subject's latest schema a record that has another: resolved by field name, as a reader would. */
    private record ConvertingWriter(DatumWriter<Object> own, Schema from, Schema to) implements DatumWriter<Object> {

        @Override
        public void setSchema(Schema schema) {
            throw new UnsupportedOperationException("the schemas are given at construction");
        }

        @Override
        public void write(Object datum, Encoder encoder) throws IOException {
            byte[] written = new RecordBuffer().write(0, datum, own);
            Object converted =
                    new GenericDatumReader<>(from, to).read(null, new RecordDecoder(written, WireFormat.HEADER_LENGTH));
            new GenericDatumWriter<>(to).write(converted, encoder);
        }
    }
}
