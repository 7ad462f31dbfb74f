package org.relais.platform.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Records of any schema, filled by a seed, and their bytes as Avro itself writes them. */
final class RandomRecords {

    private final Random random;

    RandomRecords(long seed) {
        this.random = new Random(seed);
    }

    GenericRecord generic(Schema schema) {
        return (GenericRecord) value(schema);
    }

    /** The same content as a generated class, read by Avro's own reader. */
    SpecificRecord specific(Schema schema) {
        DatumReader<SpecificRecord> reader = new SpecificDatumReader<>(schema);
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(plainAvro(generic(schema)), null));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] plainAvro(GenericRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new GenericDatumWriter<>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private Object value(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                GenericRecord record = new GenericData.Record(schema);
                schema.getFields().forEach(field -> record.put(field.pos(), orNull(field.schema())));
                yield record;
            }
            case ENUM ->
                new GenericData.EnumSymbol(
                        schema,
                        schema.getEnumSymbols()
                                .get(random.nextInt(schema.getEnumSymbols().size())));
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(value(schema.getElementType()));
                }
                yield items;
            }
            case MAP -> {
                Map<String, Object> items = new HashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.put(text(), value(schema.getValueType()));
                }
                yield items;
            }
            case STRING -> text();
            case LONG -> random.nextLong(4_000_000_000_000L);
            case INT -> random.nextInt();
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextDouble();
            case BOOLEAN -> random.nextBoolean();
            case BYTES -> ByteBuffer.wrap(text().getBytes(StandardCharsets.UTF_8));
            case FIXED -> {
                byte[] bytes = new byte[schema.getFixedSize()];
                random.nextBytes(bytes);
                yield new GenericData.Fixed(schema, bytes);
            }
            case UNION, NULL -> throw new IllegalArgumentException("by orNull only");
        };
    }

    private @Nullable Object orNull(Schema schema) {
        if (schema.getType() == Schema.Type.NULL) {
            return null;
        }
        if (schema.getType() == Schema.Type.UNION) {
            return orNull(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
        }
        return value(schema);
    }

    private String text() {
        return random.ints(random.nextInt(12), 0, ALPHABET.length())
                .mapToObj(ALPHABET::charAt)
                .map(String::valueOf)
                .reduce("", String::concat);
    }

    private static final String ALPHABET = "abc éàœ€ß中文 XYZ 019 ‰";

    /** As equals would say it, which in Avro's own lists fails where a record among them holds a time that may be null. */
    static boolean alike(IndexedRecord event, @Nullable Object read) {
        return read != null
                && event.getClass() == read.getClass()
                && event.toString().equals(read.toString());
    }
}
