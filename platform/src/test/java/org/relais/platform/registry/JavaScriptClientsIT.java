package org.relais.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every event of the catalogue, both ways, with the registry clients that other people's JavaScript uses. Needs
 * {@code npm ci} in {@code e2e-tests/javascript}; without it the test says so and is skipped.
 */
class JavaScriptClientsIT {

    private static final String CONFLUENT = "@confluentinc/schemaregistry";
    private static final String KAFKAJS = "@kafkajs/confluent-schema-registry";
    private static final int RECORDS_A_TYPE = 5;
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Path SCRIPTS = scripts();
    private static @Nullable SchemaRegistry registry;

    @BeforeAll
    static void registerTheCatalogue() {
        boolean installed = Files.isDirectory(SCRIPTS.resolve("node_modules"));
        if (!installed) {
            System.err.println(
                    "SKIPPED: JavaScriptClientsIT, since e2e-tests/javascript has no node_modules: run `npm ci` there");
        }
        assumeTrue(installed, "run `npm ci` in e2e-tests/javascript");
        registry = Registries.connect("specific.avro.reader", "true", "avro.remove.java.properties", "true");
        new SchemaRegistrar(registry).register(SchemaRegistrar.catalogue());
    }

    @AfterAll
    static void close() {
        if (registry != null) {
            registry.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CONFLUENT, KAFKAJS})
    void readsWhatWeWrite(String client) throws Exception {
        RegistryAvroSerializer serializer = new RegistryAvroSerializer(connected());
        List<IndexedRecord> events = events();

        List<String> read = node(
                "read",
                client,
                events.stream()
                        .map(event ->
                                Base64.getEncoder().encodeToString(serializer.encode("any", (GenericContainer) event)))
                        .toList());

        assertThat(read).hasSameSizeAs(events);
        for (int i = 0; i < events.size(); i++) {
            assertThat(JSON.readTree(read.get(i))).isEqualTo(json(plain(events.get(i))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CONFLUENT, KAFKAJS})
    void writesWhatWeRead(String client) throws Exception {
        RegistryAvroDeserializer deserializer = new RegistryAvroDeserializer(connected());
        List<IndexedRecord> events = events();

        List<String> written = node(
                "write",
                client,
                events.stream()
                        .map(event -> json(Map.of("subject", event.getSchema().getFullName(), "value", plain(event)))
                                .toString())
                        .toList());

        assertThat(written).hasSameSizeAs(events);
        for (int i = 0; i < events.size(); i++) {
            Object read = deserializer.decode(Base64.getDecoder().decode(written.get(i)));
            assertThat(RandomRecords.alike(events.get(i), read))
                    .as("%s read as %s", events.get(i), read)
                    .isTrue();
        }
    }

    private static SchemaRegistry connected() {
        if (registry == null) {
            throw new IllegalStateException("not connected");
        }
        return registry;
    }

    private static List<IndexedRecord> events() {
        List<IndexedRecord> events = new ArrayList<>();
        for (Schema schema : SchemaRegistrar.catalogue()) {
            for (int seed = 0; seed < RECORDS_A_TYPE; seed++) {
                events.add(new RandomRecords(seed).specific(schema));
            }
        }
        return events;
    }

    private static List<String> node(String direction, String client, List<String> lines)
            throws IOException, InterruptedException {
        Path input = Files.createTempFile("relais-javascript", ".in");
        Path output = Files.createTempFile("relais-javascript", ".out");
        Path errors = Files.createTempFile("relais-javascript", ".err");
        try {
            Files.write(input, lines);
            Process process = new ProcessBuilder("node", "serde.mjs", direction, Registries.url(), client)
                    .directory(SCRIPTS.toFile())
                    .redirectInput(input.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            boolean ended = process.waitFor(120, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended)
                    .as(
                            "node ended in time; it wrote %d lines and said: %s",
                            Files.readAllLines(output).size(), Files.readString(errors))
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
            return Files.readAllLines(output);
        } finally {
            Files.delete(input);
            Files.delete(output);
            Files.delete(errors);
        }
    }

    /** As JSON says it: enums as their names, times as milliseconds. */
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case IndexedRecord record -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                record.getSchema()
                        .getFields()
                        .forEach(field -> fields.put(field.name(), plain(record.get(field.pos()))));
                yield fields;
            }
            case GenericEnumSymbol<?> symbol -> symbol.toString();
            case Instant instant -> instant.toEpochMilli();
            case LocalDate date -> date.toEpochDay();
            case CharSequence text -> text.toString();
            case List<?> list -> list.stream().map(JavaScriptClientsIT::plain).toList();
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> entries = new LinkedHashMap<>();
                map.forEach((key, item) -> entries.put(key.toString(), plain(item)));
                yield entries;
            }
            case null -> null;
            default -> value;
        };
    }

    /** Through text, as what it is compared with. */
    private static JsonNode json(@Nullable Object value) {
        return JSON.readTree(JSON.writeValueAsString(value));
    }

    private static Path scripts() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path candidate = folder.resolve("e2e-tests/javascript");
            if (Files.exists(candidate.resolve("serde.mjs"))) {
                return candidate;
            }
            folder = folder.getParent();
        }
        throw new IllegalStateException("no e2e-tests/javascript above the working folder");
    }
}
