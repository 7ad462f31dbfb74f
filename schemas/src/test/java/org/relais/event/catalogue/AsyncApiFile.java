package org.relais.event.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Renders {@code docs/asyncapi.json}: AsyncAPI 3.0, with the Avro schemas as payloads; enough to write a client from. */
final class AsyncApiFile {

    private static final String AVRO = "application/vnd.apache.avro+json;version=1.9.0";
    private static final String KAFKA_BINDING = "0.5.0";
    private static final String DEPARTMENT_CODE = "[a-z][a-z0-9-]{1,39}";
    private static final String TRUSTED = "trusted";
    private static final String DEPARTMENTS = "departments";
    private static final String EVENT = "event";
    private static final String COMMAND = "command";
    private static final String DEAD_LETTER = "DeadLetter";
    private static final String FRAMING =
            "The value is a zero byte, the schema's id in four bytes, big end first, and the"
                    + " record in Avro's binary encoding; the registry's subject is the record's full name.";

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final ObjectNode root = json.createObjectNode();

    static String render() throws JsonProcessingException {
        return new AsyncApiFile().whole();
    }

    private String whole() throws JsonProcessingException {
        root.put("asyncapi", "3.0.0");
        root.putObject("info")
                .put("title", "Relais")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "Service requests as events, from intake through routing to the department and back.");
        root.put("defaultContentType", "application/avro");
        servers(root.putObject("servers"));
        var channels = root.putObject("channels");
        var operations = root.putObject("operations");
        for (Topic topic : CatalogueTopics.all()) {
            var id = topic.name().replaceAll("[^A-Za-z0-9]", "-");
            channel(channels.putObject(id), topic);
            operation(
                    operations.putObject("write-" + id),
                    "send",
                    id,
                    "Written by " + CatalogueTopics.written(topic.owner()) + ".");
            topic.consumers().forEach(group -> read(operations.putObject(group + "-reads-" + id), id, group));
        }
        var components = root.putObject("components");
        var messages = components.putObject("messages");
        for (Topic topic : CatalogueTopics.all()) {
            topic.events().forEach(event -> message(messages.putObject(event.getSimpleName()), event, topic));
        }
        deadLetter(messages.putObject(DEAD_LETTER));
        traits(components.putObject("messageTraits"));
        components
                .putObject("securitySchemes")
                .putObject("scramSha512")
                .put("type", "scramSha512")
                .put(
                        "description",
                        "SASL_PLAINTEXT locally. The user is the department's code, the password its client secret:"
                                + " ./relais kafka-login <code> prints both as a Kafka client's settings.");
        return json.writeValueAsString(root) + "\n";
    }

    private void servers(ObjectNode servers) {
        server(
                servers.putObject(TRUSTED),
                "localhost:9092",
                "The services, on loopback and inside the platform alone.");
        server(
                        servers.putObject(DEPARTMENTS),
                        "localhost:9094",
                        "Departments' own systems, each of which reads its requests and writes its updates, and"
                                + " nothing else.")
                .putArray("security")
                .addObject()
                .put("$ref", "#/components/securitySchemes/scramSha512");
    }

    private ObjectNode server(ObjectNode server, String host, String who) {
        server.put("host", host).put("protocol", "kafka").put("description", who);
        kafka(server)
                .put("schemaRegistryUrl", "http://localhost:8085/apis/ccompat/v7")
                .put("schemaRegistryVendor", "confluent");
        return server;
    }

    private void channel(ObjectNode channel, Topic topic) {
        var address = CatalogueTopics.name(topic, "{", "}");
        channel.put("address", address);
        var servers = channel.putArray("servers");
        servers.addObject().put("$ref", "#/servers/" + TRUSTED);
        if (address.contains("{code}")) {
            servers.addObject().put("$ref", "#/servers/" + DEPARTMENTS);
            channel.putObject("parameters").putObject("code").put("description", "Code of the department.");
        }
        if (address.contains("{group}")) {
            var group = channel.putObject("parameters").putObject("group").put("description", "Who could not read it.");
            Topics.GROUPS.forEach(group.putArray("enum")::add);
        }
        var messages = channel.putObject("messages");
        topic.events()
                .forEach(event -> messages.putObject(event.getSimpleName())
                        .put("$ref", "#/components/messages/" + event.getSimpleName()));
        if (topic.events().isEmpty()) {
            messages.putObject(DEAD_LETTER).put("$ref", "#/components/messages/" + DEAD_LETTER);
        }
        var kafka = kafka(channel);
        kafka.put("topic", address).put("partitions", topic.partitions());
        var configuration = kafka.putObject("topicConfiguration");
        configuration.putArray("cleanup.policy").add(topic.compacted() ? "compact" : "delete");
        if (topic.retention() != null) {
            configuration.put("retention.ms", topic.retention().toMillis());
        }
    }

    private void operation(ObjectNode operation, String action, String channelId, String summary) {
        operation.put("action", action).put("summary", summary);
        operation.putObject("channel").put("$ref", "#/channels/" + channelId);
    }

    private void read(ObjectNode operation, String channelId, String group) {
        operation(operation, "receive", channelId, "Read by " + CatalogueTopics.written(group) + ".");
        var groupId = kafka(operation).putObject("groupId").put("type", "string");
        if (Topics.GROUPS.contains(group)) {
            groupId.put("const", group);
        } else {
            groupId.put("description", "The department's code, or a name that begins with it and a dot.");
        }
    }

    private void message(ObjectNode message, Class<? extends SpecificRecord> event, Topic topic) {
        var schema = SpecificData.get().getSchema(event);
        message.put("name", schema.getFullName()).put("title", schema.getName()).put("summary", schema.getDoc());
        message.put("contentType", "application/avro");
        message.putArray("traits")
                .addObject()
                .put("$ref", "#/components/messageTraits/" + (isCommand(event) ? COMMAND : EVENT));
        var headers = message.putObject("headers").put("type", "object").putObject("properties");
        headers.putObject("ce_type").put("type", "string").put("const", schema.getFullName());
        if (!isCommand(event)) {
            source(headers.putObject("ce_source").put("type", "string"), topic);
        }
        kafka(message)
                .putObject("key")
                .put("type", "string")
                .put(
                        "description",
                        isCommand(event)
                                ? "Id of the request; where there is none, the case's own."
                                : "Field " + CatalogueTopics.keyField(topic) + " of the record.");
        var payload = message.putObject("payload");
        payload.put("schemaFormat", AVRO);
        payload.set("schema", parsed(schema.toString()));
    }

    private static boolean isCommand(Class<? extends SpecificRecord> event) {
        return Topics.DEPARTMENT_COMMANDS.contains(event);
    }

    private static void source(ObjectNode source, Topic topic) {
        if (Topics.FIXED.contains(topic)) {
            source.put("const", topic.source());
        } else {
            source.put("pattern", "^" + topic.source().replaceFirst("[^/]+$", "") + DEPARTMENT_CODE + "$");
        }
    }

    private void deadLetter(ObjectNode message) {
        message.put("name", DEAD_LETTER)
                .put("title", DEAD_LETTER)
                .put("summary", "A record that a group could not read or apply: key, value and headers as they were.");
        message.put("contentType", "application/octet-stream");
        message.putArray("traits").addObject().put("$ref", "#/components/messageTraits/deadLetter");
        message.putObject("payload").put("type", "string").put("format", "binary");
    }

    private void traits(ObjectNode traits) {
        var event = traits.putObject(EVENT);
        event.put("description", FRAMING);
        headers(
                event,
                Map.entry("ce_specversion", constant("1.0")),
                Map.entry("ce_id", text("Field eventId of the record; a repeat has the same.")),
                Map.entry("ce_type", text("Full name of the record.")),
                Map.entry("ce_source", text("Who numbered it: sequence counts per source and request.")),
                Map.entry("ce_time", text("When it happened.").put("format", "date-time")),
                Map.entry("ce_subject", text("The key.")),
                Map.entry("content-type", constant("application/avro")));
        ((ObjectNode) event.path("headers").path("properties"))
                .set(
                        "traceparent",
                        text("Its trace, where there is one: W3C Trace Context.")
                                .put("pattern", "^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"));
        confluent(event);

        var command = traits.putObject(COMMAND);
        command.put("description", FRAMING + " No header is needed; those that a department sets are for its own use.");
        command.putObject("headers").put("type", "object");
        confluent(command);

        var letter = traits.putObject("deadLetter");
        headers(
                letter,
                Map.entry("relais_dlt_origin_topic", text("Topic where it stood.")),
                Map.entry("relais_dlt_origin_partition", number("Partition where it stood.")),
                Map.entry("relais_dlt_origin_offset", number("Offset at which it stood.")),
                Map.entry("relais_dlt_origin_timestamp", number("Its Kafka timestamp, in milliseconds.")),
                Map.entry("relais_dlt_group", text("The group that could not read it.")),
                Map.entry("relais_dlt_reason", text("Why, snake_case.")),
                Map.entry("relais_dlt_at", text("When it was put here.").put("format", "date-time")));
        kafka(letter).putObject("key").put("description", "As it was.");
    }

    /** Values of Kafka headers are UTF-8. */
    @SafeVarargs
    private void headers(ObjectNode trait, Map.Entry<String, ObjectNode>... required) {
        var headers = trait.putObject("headers").put("type", "object");
        var names = headers.putArray("required");
        var properties = headers.putObject("properties");
        for (Map.Entry<String, ObjectNode> header : required) {
            names.add(header.getKey());
            properties.set(header.getKey(), header.getValue());
        }
    }

    private ObjectNode text(String description) {
        return json.createObjectNode().put("type", "string").put("description", description);
    }

    private ObjectNode number(String description) {
        return text(description).put("pattern", "^-?[0-9]+$");
    }

    private ObjectNode constant(String value) {
        return json.createObjectNode().put("type", "string").put("const", value);
    }

    private void confluent(ObjectNode trait) {
        kafka(trait)
                .put("schemaIdLocation", "payload")
                .put("schemaIdPayloadEncoding", "confluent")
                .put("schemaLookupStrategy", "RecordNameStrategy");
    }

    private static ObjectNode kafka(ObjectNode bound) {
        return bound.withObject("/bindings").withObject("/kafka").put("bindingVersion", KAFKA_BINDING);
    }

    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
