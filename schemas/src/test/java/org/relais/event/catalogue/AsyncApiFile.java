package org.relais.event.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Renders {@code docs/asyncapi.json}: AsyncAPI 3.0, with the Avro schemas as payloads. */
final class AsyncApiFile {

    private static final String AVRO = "application/vnd.apache.avro+json;version=1.9.0";

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
        root.putObject("servers")
                .putObject("local")
                .put("host", "localhost:9092")
                .put("protocol", "kafka")
                .put("description", "Kafka as started by ./relais up; schemas at localhost:8085/apis/ccompat/v7.");
        var channels = root.putObject("channels");
        var operations = root.putObject("operations");
        for (Topic topic : CatalogueTopics.all()) {
            if (!topic.events().isEmpty()) {
                var id = topic.name().replaceAll("[^A-Za-z0-9]", "-");
                channel(channels.putObject(id), topic);
                operation(operations.putObject("write-" + id), "send", id, "Written by " + topic.owner() + ".");
                topic.consumers()
                        .forEach(group -> operation(
                                operations.putObject(group + "-reads-" + id), "receive", id, "Read by " + group + "."));
            }
        }
        var messages = root.putObject("components").putObject("messages");
        Topics.allEvents().forEach(event -> message(messages.putObject(event.getSimpleName()), event));
        return json.writeValueAsString(root) + "\n";
    }

    private void channel(ObjectNode channel, Topic topic) {
        var address = CatalogueTopics.name(topic, "{", "}");
        channel.put("address", address);
        if (address.contains("{code}")) {
            channel.putObject("parameters").putObject("code").put("description", "Code of the department.");
        }
        var messages = channel.putObject("messages");
        topic.events()
                .forEach(event -> messages.putObject(event.getSimpleName())
                        .put("$ref", "#/components/messages/" + event.getSimpleName()));
        var kafka = channel.putObject("bindings").putObject("kafka");
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

    private void message(ObjectNode message, Class<? extends SpecificRecord> event) {
        var schema = SpecificData.get().getSchema(event);
        message.put("name", schema.getFullName()).put("title", schema.getName()).put("summary", schema.getDoc());
        message.put("contentType", "application/avro");
        var payload = message.putObject("payload");
        payload.put("schemaFormat", AVRO);
        payload.set("schema", parsed(schema.toString()));
    }

    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
