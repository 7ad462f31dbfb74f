package org.relais.platform.registry;

import java.io.EOFException;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Conversion;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.relais.platform.registry.UnreadableRecord.Reason;

/**
 * Reads Avro records in Confluent's wire format, resolving the writer's schema with the reader's. Configured by Confluent's keys,
 * so that {@code KafkaAvroDeserializer} can take its place. Safe for use by many threads.
 */
public final class RegistryAvroDeserializer implements Deserializer<@Nullable Object> {

    private final ClassLoader classes;
    private @Nullable Reading reading;
    private boolean closesRegistry;

    /** For Kafka, which calls {@link #configure} next. */
    public RegistryAvroDeserializer() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        this.classes = context == null ? RegistryAvroDeserializer.class.getClassLoader() : context;
    }

    /** With a registry that others use too and that stays open when this is closed. */
    public RegistryAvroDeserializer(SchemaRegistry registry) {
        this();
        this.reading = new Reading(registry, classes);
    }

    @Override
    public void configure(Map<String, ?> configuration, boolean isKey) {
        if (reading == null) {
            reading = new Reading(new SchemaRegistry(configuration), classes);
            closesRegistry = true;
        }
    }

    /**
     * With {@code specific.avro.reader} the generated class of the writer's name, else a generic record.
     *
     * @throws UnreadableRecord if the bytes can't be read, now or ever
     * @throws UnknownSchema if the registry doesn't know the record's schema id
     * @throws RegistryUnavailable if the schema is in no cache and no registry answers
     */
    @Override
    public @Nullable Object deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        Reading current = configured();
        Reader reader = current.reader(WireFormat.readId(bytes));
        if (!current.settings.specificAvroReader()) {
            return decode(reader, reader.generic(), bytes);
        }
        if (reader.specific() == null) {
            throw new UnreadableRecord(
                    Reason.NO_CLASS, "schema id " + reader.id() + ": no generated class " + reader.name());
        }
        return decode(reader, reader.specific(), bytes);
    }

    /**
     * The generated class of the writer's name where there is one, else a generic record, whatever
     * {@code specific.avro.reader} says; for readers that skip types they don't know.
     *
     * @throws UnreadableRecord if the bytes can't be read, now or ever
     * @throws UnknownSchema if the registry doesn't know the record's schema id
     * @throws RegistryUnavailable if the schema is in no cache and no registry answers
     */
    public GenericContainer decode(byte[] bytes) {
        Reader reader = configured().reader(WireFormat.readId(bytes));
        Object record = decode(reader, reader.specific() == null ? reader.generic() : reader.specific(), bytes);
        if (record instanceof GenericContainer container) {
            return container;
        }
        throw new UnreadableRecord(
                Reason.UNRESOLVABLE, "schema id " + reader.id() + " is of no record, but of " + reader.name());
    }

    /** Full name of the record's type, without reading the record. */
    public String typeOf(byte[] bytes) {
        return configured().reader(WireFormat.readId(bytes)).name();
    }

    /**
     * Asks for the newest version of these record types now, so that a registry that goes down later is not missed. Works where
     * the subject doesn't depend on the topic; a failure is logged and left to the first record.
     *
     * @return whether all of them are known now
     */
    public boolean warmUp(Collection<Schema> schemas) {
        Reading current = configured();
        return WarmUp.of(
                schemas,
                schema -> current.reader(
                        current.registry.latest(schema.getFullName()).id()));
    }

    @Override
    public void close() {
        if (closesRegistry && reading != null) {
            reading.registry.close();
        }
    }

    private static Object decode(Reader reader, DatumReader<Object> datums, byte[] bytes) {
        RecordDecoder decoder = new RecordDecoder(bytes, WireFormat.HEADER_LENGTH);
        Object record;
        try {
            record = datums.read(null, decoder);
        } catch (EOFException endedEarly) {
            throw unreadable(Reason.TRUNCATED, reader, endedEarly);
        } catch (AvroTypeException unresolvable) {
            throw unreadable(Reason.UNRESOLVABLE, reader, unresolvable);
        } catch (IOException
                | AvroRuntimeException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | StackOverflowError malformed) {
            // Avro goes as deep as the record does.
            throw unreadable(Reason.MALFORMED, reader, malformed);
        }
        if (decoder.remaining() > 0) {
            throw unreadable(Reason.TRAILING_BYTES, reader, null);
        }
        return record;
    }

    private static UnreadableRecord unreadable(Reason reason, Reader reader, @Nullable Throwable cause) {
        return new UnreadableRecord(reason, "a " + reader.name() + " with schema id " + reader.id(), cause);
    }

    private Reading configured() {
        if (reading == null) {
            throw new InvalidConfiguration("the deserializer is used before it was configured");
        }
        return reading;
    }

    /** What configuration decides, and the readers of every schema met so far. */
    private static final class Reading {

        private final SchemaRegistry registry;
        private final RegistrySettings settings;
        private final ClassLoader classes;
        private final BoundedCache<Integer, Reader> readers;

        Reading(SchemaRegistry registry, ClassLoader classes) {
            this.registry = registry;
            this.settings = registry.settings();
            this.classes = classes;
            this.readers = new BoundedCache<>(settings.cacheCapacity());
        }

        Reader reader(int id) {
            return readers.get(id, this::newReader);
        }

        private Reader newReader(int id) {
            Schema written = registry.schema(id);
            try {
                return new Reader(id, written.getFullName(), generic(written), specific(written));
            } catch (IOException | AvroRuntimeException failed) {
                throw new UnreadableRecord(
                        Reason.UNRESOLVABLE, "schema id " + id + " (" + written.getFullName() + ")", failed);
            }
        }

        private static DatumReader<Object> generic(Schema written) throws IOException {
            return new GenericData().getFastReaderBuilder().createDatumReader(written);
        }

        private @Nullable DatumReader<Object> specific(Schema written) throws IOException {
            Class<?> type = generatedClass(written);
            if (type == null) {
                return null;
            }
            SpecificData model = new SpecificData(type.getClassLoader());
            for (Conversion<?> conversion : SpecificData.getForClass(type).getConversions()) {
                model.addLogicalTypeConversion(conversion);
            }
            return model.getFastReaderBuilder().createDatumReader(written, model.getSchema(type));
        }

        private @Nullable Class<?> generatedClass(Schema written) {
            if (written.getType() != Schema.Type.RECORD) {
                return null;
            }
            try {
                Class<?> type = Class.forName(SpecificData.getClassName(written), false, classes);
                return SpecificRecord.class.isAssignableFrom(type) ? type : null;
            } catch (ClassNotFoundException | LinkageError absent) {
                return null;
            }
        }
    }

    private record Reader(
            int id,
            String name,
            DatumReader<Object> generic,
            @Nullable DatumReader<Object> specific) {}
}
