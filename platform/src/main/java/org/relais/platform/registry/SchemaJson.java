package org.relais.platform.registry;

import java.util.Set;
import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Schemas as text, less what doesn't matter for the purpose. */
final class SchemaJson {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> JAVA_ONLY = Set.of("avro.java.string");
    private static final Set<String> WITHOUT_EFFECT_ON_BYTES =
            Set.of("avro.java.string", "doc", "aliases", "default", "order");

    private SchemaJson() {}

    /** The schema as people of any language would write it: without what the Java generator added. */
    static Schema withoutJavaProperties(Schema schema) {
        String text = schema.toString();
        if (!text.contains("avro.java.string")) {
            return schema;
        }
        return new Schema.Parser().parse(without(JAVA_ONLY, JSON.readTree(text)).toString());
    }

    /** Equal for two schemas that write the same bytes with the same meaning. */
    static String essence(Schema schema) {
        return without(WITHOUT_EFFECT_ON_BYTES, JSON.readTree(schema.toString()))
                .toString();
    }

    private static JsonNode without(Set<String> names, JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode kept = JSON.createObjectNode();
                object.properties().stream()
                        .filter(property -> !names.contains(property.getKey()))
                        // A default is a value, not a schema: left as it is.
                        .forEach(property -> kept.set(
                                property.getKey(),
                                property.getKey().equals("default")
                                        ? property.getValue()
                                        : without(names, property.getValue())));
                yield kept.size() == 1 && kept.path("type").isString() ? kept.get("type") : kept;
            }
            case ArrayNode array -> {
                ArrayNode kept = JSON.createArrayNode();
                array.forEach(item -> kept.add(without(names, item)));
                yield kept;
            }
            default -> node;
        };
    }
}
