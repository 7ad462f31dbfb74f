package org.relais.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.relais.embedded.EmbeddedRegistry;
import org.relais.platform.registry.SchemaRegistrar.Outcome;
import org.relais.platform.registry.SchemaRegistrar.Registration;

class SchemaRegistrarIT {

    private static EmbeddedRegistry empty;
    private static SchemaRegistry registry;

    @BeforeAll
    static void startAnEmptyRegistry() {
        empty = EmbeddedRegistry.start();
        registry = new SchemaRegistry(Registries.configuration(empty.url()));
    }

    @AfterAll
    static void stop() {
        registry.close();
        empty.close();
    }

    @Test
    void registersTheWholeCatalogueOnceAndHoldsItToFullTransitive() {
        List<Schema> catalogue = SchemaRegistrar.catalogue();
        SchemaRegistrar registrar = new SchemaRegistrar(registry);

        List<Registration> first = registrar.register(catalogue);
        List<Registration> second = registrar.register(catalogue);

        assertThat(catalogue).hasSizeGreaterThan(30);
        assertThat(first).extracting(Registration::outcome).containsOnly(Outcome.REGISTERED);
        assertThat(second).extracting(Registration::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(second)
                .extracting(Registration::id)
                .isEqualTo(first.stream().map(Registration::id).toList());
        for (Schema schema : catalogue) {
            assertThat(registry.compatibility(schema.getFullName())).isEqualTo("FULL_TRANSITIVE");
            assertThat(registry.latest(schema.getFullName()).schema().toString())
                    .doesNotContain("avro.java");
        }
    }

    @Test
    void aBreakingChangeIsReportedAndTheOthersGoOn() {
        String name = Registries.newName();
        Schema other = Registries.newParcel();
        SchemaRegistrar registrar = new SchemaRegistrar(registry);
        registrar.register(List.of(Registries.parcel(name).endRecord()));

        List<Registration> registrations = registrar.register(
                List.of(Registries.parcel(name).requiredString("must").endRecord(), other));

        assertThat(registrations).extracting(Registration::outcome).containsExactly(Outcome.FAILED, Outcome.REGISTERED);
        assertThat(registrations.getFirst().reason()).contains(name).contains("409");
    }

    @Test
    void aChangeOfDocumentationAloneKeepsWritersWriting() {
        String name = Registries.newName();
        Schema plain = Registries.parcel(name).endRecord();
        Schema documented = new Schema.Parser()
                .parse(plain.toString().replace("\"fields\"", "\"doc\":\"What is sent.\",\"fields\""));
        SchemaRegistrar registrar = new SchemaRegistrar(registry);
        registrar.register(List.of(plain));

        Registration registration = registrar.register(List.of(documented)).getFirst();

        assertThat(registration.outcome()).isIn(Outcome.SAME_BYTES, Outcome.REGISTERED);
        assertThat(registry.id(name, documented)).isEqualTo(registration.id());
        assertThat(new RegistryAvroSerializer(registry).serialize("t", new GenericRecordBuilder(documented).build()))
                .isNotNull();
    }

    @Test
    void theCommandPrintsALineForEachSubjectAndExitsWithZero() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        int exit = RegisterSchemas.run(
                List.of(),
                Map.of("SCHEMA_REGISTRY_URL", Registries.url()),
                new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(exit).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .hasSameSizeAs(SchemaRegistrar.catalogue())
                .allMatch(line -> line.matches("(registered|unchanged) org\\.relais\\.event\\.\\S+ id=\\d+"));
    }

    @Test
    void theCommandSaysWhenNoRegistryAnswersOrTheConfigurationIsWrong() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

        int unreachable =
                RegisterSchemas.run(List.of("schema.registry.url=http://localhost:1", "max.retries=0"), Map.of(), out);
        int wrong = RegisterSchemas.run(List.of("nonsense"), Map.of(), out);
        int missing = RegisterSchemas.run(List.of(), Map.of(), out);

        assertThat(List.of(unreachable, wrong, missing)).containsOnly(2);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("no registry answered; http://localhost:1")
                .contains("expected key=value, not: nonsense")
                .contains("schema.registry.url is missing");
    }
}
