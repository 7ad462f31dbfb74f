package org.relais.event.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who has nothing but the AsyncAPI document can write a client. */
class AsyncApiFileTest {

    private static JsonNode document;

    @BeforeAll
    static void render() throws IOException {
        document = new ObjectMapper().readTree(AsyncApiFile.render());
    }

    @Test
    void everyTopicIsAChannelThatTellsItsServers() {
        assertThat(each("/channels"))
                .extracting(channel -> channel.path("address").asText())
                .containsExactlyElementsOf(CatalogueTopics.all().stream()
                        .map(topic -> CatalogueTopics.name(topic, "{", "}"))
                        .toList());
        assertThat(each("/channels")).allSatisfy(channel -> {
            assertThat(channel.path("messages")).isNotEmpty();
            boolean departments = channel.path("address").asText().startsWith("department.");
            assertThat(channel.path("servers")).hasSize(departments ? 2 : 1);
        });
    }

    @Test
    void departmentsSignInWhereTheyMayConnect() {
        JsonNode server = document.at("/servers/departments");

        assertThat(server.path("host").asText()).endsWith(":9094");
        assertThat(resolved(server.at("/security/0")).path("type").asText()).isEqualTo("scramSha512");
        assertThat(server.at("/bindings/kafka/schemaRegistryUrl").asText()).contains("/apis/ccompat/v7");
    }

    @Test
    void everyRecordTellsItsKeyAndHowItsSchemaIsFound() {
        records(record -> {
            assertThat(record.at("/bindings/kafka/key/type").asText()).isEqualTo("string");
            JsonNode kafka = trait(record).at("/bindings/kafka");
            assertThat(kafka.path("schemaIdLocation").asText()).isEqualTo("payload");
            assertThat(kafka.path("schemaIdPayloadEncoding").asText()).isEqualTo("confluent");
        });
    }

    @Test
    void everyEventTellsItsHeadersAndCommandsNeedNone() {
        Set<String> commands = new HashSet<>();
        Topics.DEPARTMENT_COMMANDS.forEach(command -> commands.add(command.getSimpleName()));

        records(record -> {
            List<String> required = new ArrayList<>();
            trait(record).at("/headers/required").forEach(name -> required.add(name.asText()));
            if (commands.contains(record.path("title").asText())) {
                assertThat(required).isEmpty();
            } else {
                assertThat(required)
                        .containsExactlyInAnyOrder(
                                "ce_specversion",
                                "ce_id",
                                "ce_type",
                                "ce_source",
                                "ce_time",
                                "ce_subject",
                                "content-type");
            }
            assertThat(record.at("/headers/properties/ce_type/const").asText())
                    .isEqualTo(record.path("name").asText());
        });
    }

    private static void records(Consumer<JsonNode> claim) {
        List<JsonNode> records = each("/components/messages").stream()
                .filter(message -> message.path("payload").has("schemaFormat"))
                .toList();
        assertThat(records).hasSameSizeAs(Topics.allEvents()).allSatisfy(claim);
    }

    private static JsonNode trait(JsonNode message) {
        return resolved(message.at("/traits/0"));
    }

    private static JsonNode resolved(JsonNode reference) {
        JsonNode found = document.at(reference.path("$ref").asText().substring(1));
        assertThat(found.isMissingNode()).as("%s", reference).isFalse();
        return found;
    }

    private static List<JsonNode> each(String pointer) {
        List<JsonNode> all = new ArrayList<>();
        document.at(pointer).forEach(all::add);
        return all;
    }
}
