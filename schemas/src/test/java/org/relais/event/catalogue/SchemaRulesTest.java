package org.relais.event.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

class SchemaRulesTest {

    private static final List<String> ENVELOPE = List.of("eventId", "jurisdictionId", "sequence", "occurredAt");

    @Test
    void everyFileHoldsOneTypeOfTheFilesOwnName() throws IOException {
        for (Path file : schemaFiles()) {
            var json = Files.readString(file);
            var name = file.getFileName().toString().replace(".avsc", "");
            assertThat(json).as("%s", file).contains("\"name\": \"" + name + "\"");
        }
    }

    @Test
    void everySchemaFileBelongsToTheCatalogueOrToAnEventThatDoes() throws IOException {
        var reachable = Topics.allEvents().stream()
                .map(event -> SpecificData.get().getSchema(event).toString())
                .toList();
        for (Path file : schemaFiles()) {
            var name = file.getFileName().toString().replace(".avsc", "");
            assertThat(reachable)
                    .as("%s stands in no topic", file)
                    .anyMatch(schema -> schema.contains("\"" + name + "\""));
        }
    }

    @Test
    void everyRecordAndFieldSaysWhatItIsAndEveryFieldHasADefault() {
        schemas().forEach(this::checkRecord);
    }

    @Test
    void everyNumberedEventCarriesItsEnvelope() {
        Topics.allEvents().stream()
                .filter(event -> !Topics.DEPARTMENT_COMMANDS.contains(event))
                .forEach(event -> assertThat(fieldNames(event)).as("%s", event).containsAll(ENVELOPE));
        Topics.DEPARTMENT_COMMANDS.forEach(command -> assertThat(fieldNames(command))
                .as("%s", command)
                .contains("commandId", "caseId", "department", "expectedVersion"));
    }

    @Test
    void everyEventStandsInOneTopicOnly() {
        assertThat(Topics.allEvents()).doesNotHaveDuplicates().hasSizeGreaterThan(30);
    }

    private void checkRecord(Schema record) {
        assertThat(record.getDoc()).as("doc of %s", record.getFullName()).isNotBlank();
        for (Schema.Field field : record.getFields()) {
            assertThat(field.doc())
                    .as("doc of %s.%s", record.getName(), field.name())
                    .isNotBlank();
            assertThat(field.hasDefaultValue())
                    .as("default of %s.%s", record.getName(), field.name())
                    .isTrue();
            checkType(field.schema(), record.getName() + "." + field.name(), field.defaultVal());
        }
    }

    private void checkType(Schema type, String where, Object defaultValue) {
        if (type.isUnion()) {
            assertThat(defaultValue).as("default of %s", where).isEqualTo(JsonProperties.NULL_VALUE);
            type.getTypes().forEach(branch -> checkType(branch, where, ""));
        }
        if (type.getType() == Schema.Type.ENUM) {
            assertThat(type.getEnumDefault()).as("enum default of %s", where).isEqualTo("UNKNOWN");
            assertThat(type.getEnumSymbols()).as("symbols of %s", where).startsWith("UNKNOWN");
        }
        if (type.getType() == Schema.Type.RECORD) {
            checkRecord(type);
        }
        if (type.getType() == Schema.Type.ARRAY) {
            checkType(type.getElementType(), where, "");
        }
    }

    private static List<String> fieldNames(Class<?> event) {
        return SpecificData.get().getSchema(event).getFields().stream()
                .map(Schema.Field::name)
                .toList();
    }

    private static Stream<Schema> schemas() {
        return Topics.allEvents().stream().map(event -> SpecificData.get().getSchema(event));
    }

    private static List<Path> schemaFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/avro"))) {
            var found = files.filter(file -> file.toString().endsWith(".avsc")).toList();
            assertThat(found).hasSizeGreaterThan(40);
            return found;
        }
    }
}
