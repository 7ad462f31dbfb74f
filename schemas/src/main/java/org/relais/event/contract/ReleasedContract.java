package org.relais.event.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * One released version of one event: its schema and a golden payload, as they went out. Neither is ever changed; a consumer's
 * test feeds the payload to what reads the event.
 */
public final class ReleasedContract {

    private final Schema schema;
    private final int version;
    private final String payloadHex;

    private ReleasedContract(Schema schema, int version, String payloadHex) {
        this.schema = schema;
        this.version = version;
        this.payloadHex = payloadHex;
    }

    /** Released versions of an event, oldest first; empty where it was never released. */
    public static List<ReleasedContract> of(Class<? extends SpecificRecord> event) {
        var found = new ArrayList<ReleasedContract>();
        for (int version = 1; ; version++) {
            var schema = resource(event, version, "avsc");
            if (schema.isEmpty()) {
                return List.copyOf(found);
            }
            var payload = resource(event, version, "hex")
                    .orElseThrow(() -> new IllegalStateException("no golden payload beside the schema of " + event));
            found.add(new ReleasedContract(new Schema.Parser().parse(schema.get()), version, payload.strip()));
        }
    }

    /** The newest released version. */
    public static ReleasedContract newest(Class<? extends SpecificRecord> event) {
        return of(event).getLast();
    }

    public Schema schema() {
        return schema;
    }

    public int version() {
        return version;
    }

    /** The golden payload as plain Avro binary, without the wire format's five bytes. */
    public byte[] payload() {
        return HexFormat.of().parseHex(payloadHex);
    }

    /** The golden payload as today's generated class reads it. */
    public <T extends SpecificRecord> T payloadAs(Class<T> event) {
        var reader = new SpecificDatumReader<T>(
                schema, SpecificData.get().getSchema(event), SpecificData.getForClass(event));
        return read(reader);
    }

    /** The golden payload as a reader sees it that knows another schema of the same event. */
    public Object payloadReadWith(Schema readerSchema) {
        return read(new GenericDatumReader<>(schema, readerSchema));
    }

    private <T> T read(GenericDatumReader<T> reader) {
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(payload(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> resource(Class<?> event, int version, String suffix) {
        var name = "/released/" + event.getName() + "/" + version + "." + suffix;
        try (InputStream in = ReleasedContract.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
