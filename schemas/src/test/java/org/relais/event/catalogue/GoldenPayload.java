package org.relais.event.catalogue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** A payload with every field filled with something other than its default, the same each time. */
final class GoldenPayload {

    private static final long MOMENT = 1_795_446_000_000L;
    private static final Map<String, String> IDS = Map.of(
            "eventId", "01930000-0000-7000-8000-000000000001",
            "requestId", "01930000-0000-7000-8000-000000000002",
            "caseId", "01930000-0000-7000-8000-000000000002",
            "requesterId", "01930000-0000-4000-8000-000000000003",
            "commandId", "01930000-0000-7000-8000-000000000004",
            "jurisdictionId", "valmont",
            "trackingCode", "K7QF-29MD",
            "department", "voirie",
            "serviceCode", "pothole",
            "language", "fr");

    private GoldenPayload() {}

    static GenericData.Record of(Schema record) {
        var payload = new GenericData.Record(record);
        record.getFields().forEach(field -> payload.put(field.name(), value(field.schema(), field.name())));
        return payload;
    }

    static byte[] encode(Schema schema, Object datum) {
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        var writer = datum instanceof SpecificRecord
                ? new SpecificDatumWriter<Object>(schema)
                : new GenericDatumWriter<Object>(schema);
        try {
            writer.write(datum, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static GenericData.Record decode(Schema writer, Schema reader, byte[] bytes) {
        try {
            return new GenericDatumReader<GenericData.Record>(writer, reader)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object value(Schema type, String name) {
        return switch (type.getType()) {
            case RECORD -> of(type);
            case ENUM -> new GenericData.EnumSymbol(type, type.getEnumSymbols().getLast());
            case ARRAY -> new GenericData.Array<>(type, List.of(value(type.getElementType(), name)));
            case MAP -> Map.of("fr", value(type.getValueType(), name));
            case UNION -> value(type.getTypes().getLast(), name);
            case STRING -> IDS.getOrDefault(name, "é " + name);
            case INT -> type.getLogicalType() == null ? 3 : 20_780;
            case LONG -> type.getLogicalType() == null ? 1L : MOMENT;
            case DOUBLE -> 48.85;
            case BOOLEAN -> true;
            case FLOAT, BYTES, FIXED, NULL -> throw new IllegalArgumentException("no event uses " + type.getType());
        };
    }
}
