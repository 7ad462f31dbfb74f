package org.relais.event.catalogue;

import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
import static org.apache.avro.SchemaCompatibility.checkReaderWriterCompatibility;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.relais.event.contract.ReleasedContract;

/**
 * Holds every schema to what was released. To release the present schemas as a new version, with their golden payloads:
 * {@code mvn -pl schemas test -Dtest=CompatibilityTest -Drelais.release=true}; what was released before is never touched.
 */
class CompatibilityTest {

    private static final Path RELEASED = Path.of("src/main/resources/released");

    static Iterable<Class<? extends SpecificRecord>> events() throws IOException {
        if (Boolean.getBoolean("relais.release")) {
            for (var event : Topics.allEvents()) {
                release(event);
            }
        }
        return Topics.allEvents();
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsEveryReleasedVersionAndIsReadByIt(Class<? extends SpecificRecord> event) {
        var current = SpecificData.get().getSchema(event);
        var released = ReleasedContract.of(event);
        assertThat(released).as("released versions of %s", event).isNotEmpty();
        for (var contract : released) {
            assertThat(checkReaderWriterCompatibility(current, contract.schema()))
                    .as("today's reader of %s, version %d written", event.getSimpleName(), contract.version())
                    .returns(COMPATIBLE, found -> found.getType());
            assertThat(checkReaderWriterCompatibility(contract.schema(), current))
                    .as("reader of version %d of %s, today's written", contract.version(), event.getSimpleName())
                    .returns(COMPATIBLE, found -> found.getType());
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsTheGoldenPayloadOfEveryReleasedVersion(Class<? extends SpecificRecord> event) {
        for (var contract : ReleasedContract.of(event)) {
            var read = contract.payloadAs(event);
            var again = readAgain(read, contract.schema());
            var asReleased = (GenericData.Record) contract.payloadReadWith(contract.schema());
            for (Schema.Field field : contract.schema().getFields()) {
                assertThat(read.getSchema().getField(field.name()))
                        .as("%s.%s, renamed or removed", event.getSimpleName(), field.name())
                        .isNotNull();
                var value = GenericData.get().deepCopy(field.schema(), asReleased.get(field.name()));
                assertThat(String.valueOf(again.get(field.name())))
                        .as("%s.%s", event.getSimpleName(), field.name())
                        .isEqualTo(String.valueOf(value));
            }
        }
    }

    @Test
    void aFieldThatChangedItsTypeWouldBeFound() {
        var before = new Schema.Parser().parse("""
            {"type":"record","name":"E","fields":[{"name":"a","type":"string","default":""}]}\
            """);
        var after = new Schema.Parser().parse("""
            {"type":"record","name":"E","fields":[{"name":"a","type":"long","default":0}]}\
            """);
        assertThat(checkReaderWriterCompatibility(after, before).getType()).isNotEqualTo(COMPATIBLE);
    }

    /** What today's record still says of a version's own fields, nested ones too; one that was renamed comes back empty. */
    private static GenericData.Record readAgain(SpecificRecord record, Schema released) {
        var bytes = GoldenPayload.encode(record.getSchema(), record);
        return GoldenPayload.decode(record.getSchema(), released, bytes);
    }

    private static void release(Class<? extends SpecificRecord> event) throws IOException {
        var schema = SpecificData.get().getSchema(event);
        var released = ReleasedContract.of(event);
        if (!released.isEmpty() && released.getLast().schema().equals(schema)) {
            return;
        }
        var folder = RELEASED.resolve(event.getName());
        var version = released.size() + 1;
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(version + ".avsc"), schema.toString(true) + "\n");
        var payload = GoldenPayload.encode(schema, GoldenPayload.of(schema));
        Files.writeString(folder.resolve(version + ".hex"), HexFormat.of().formatHex(payload) + "\n");
    }
}
