package org.relais.platform.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaBuilder.FieldAssembler;
import org.relais.embedded.EmbeddedRegistry;

/** The real registry that these tests share, and record types nobody else uses. */
final class Registries {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private Registries() {}

    static String url() {
        return EmbeddedRegistry.shared().url();
    }

    static SchemaRegistry connect(String... keysAndValues) {
        return new SchemaRegistry(configuration(url(), keysAndValues));
    }

    static Map<String, String> configuration(String url, String... keysAndValues) {
        Map<String, String> configuration = new HashMap<>(Map.of(
                "schema.registry.url", url,
                "value.subject.name.strategy", "RecordNameStrategy",
                "auto.register.schemas", "false",
                "retries.wait.ms", "1",
                "retries.max.wait.ms", "5"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            configuration.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return configuration;
    }

    /** A full name that no other test has. */
    static String newName() {
        return "org.example.test.Parcel" + NAMES.incrementAndGet();
    }

    /** Its fields so far; the caller adds more and ends the record. */
    static FieldAssembler<Schema> parcel(String fullName) {
        return SchemaBuilder.record(fullName)
                .fields()
                .name("code")
                .type()
                .stringType()
                .stringDefault("");
    }

    static Schema newParcel() {
        return parcel(newName()).endRecord();
    }
}
