package org.relais.routing.territory.folder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A map of a YAML file. Whatever is wrong is reported with its line, and reading goes on with something harmless, so that one
 * reading finds everything. {@link #done()} reports the keys that nobody asked for.
 */
final class YamlMap {

    private final String file;
    private final MappingNode node;
    private final Findings findings;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    YamlMap(String file, MappingNode node, Findings findings) {
        this.file = file;
        this.node = node;
        this.findings = findings;
        for (NodeTuple entry : node.getValue()) {
            int line = lineOf(entry.getKeyNode());
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                findings.error(file, line, "key.not_text");
            } else if (values.containsKey(key.getValue())) {
                findings.error(file, line, "key.duplicate", key.getValue(), lines.get(key.getValue()) + "");
            } else {
                values.put(key.getValue(), entry.getValueNode());
                lines.put(key.getValue(), line);
            }
        }
    }

    String file() {
        return file;
    }

    Findings findings() {
        return findings;
    }

    int line() {
        return lineOf(node);
    }

    /** Line of a key, or of the map where the key is missing. */
    int line(String key) {
        return lines.getOrDefault(key, line());
    }

    List<String> keys() {
        return List.copyOf(values.keySet());
    }

    void error(String key, String code, String... arguments) {
        findings.error(file, line(key), code, arguments);
    }

    /** Text that must be there. */
    String text(String key) {
        if (value(key) == null) {
            findings.error(file, line(), "key.missing", key);
            return "";
        }
        return optionalText(key).orElse("");
    }

    Optional<String> optionalText(String key) {
        Node value = value(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof ScalarNode scalar)) {
            error(key, "value.not_text", key);
            return Optional.empty();
        }
        if (scalar.getValue().isBlank()) {
            error(key, "value.empty", key);
            return Optional.empty();
        }
        return Optional.of(scalar.getValue().strip());
    }

    boolean flag(String key) {
        Optional<String> text = optionalText(key);
        if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
            error(key, "value.not_boolean", key, text.get());
        }
        return text.isPresent() && text.get().equals("true");
    }

    OptionalDouble number(String key) {
        String text = text(key);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException notANumber) {
            error(key, "value.not_number", key, text);
            return OptionalDouble.empty();
        }
    }

    Optional<YamlMap> map(String key) {
        Node value = value(key);
        if (value == null) {
            findings.error(file, line(), "key.missing", key);
            return Optional.empty();
        }
        if (value instanceof MappingNode map) {
            return Optional.of(new YamlMap(file, map, findings));
        }
        error(key, "value.not_a_map", key);
        return Optional.empty();
    }

    /** A list of maps that must be there. */
    List<YamlMap> maps(String key) {
        if (value(key) == null) {
            findings.error(file, line(), "key.missing", key);
        }
        return optionalMaps(key);
    }

    List<YamlMap> optionalMaps(String key) {
        List<YamlMap> maps = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof MappingNode map) {
                maps.add(new YamlMap(file, map, findings));
            } else {
                findings.error(file, lineOf(item), "value.not_a_map", key);
            }
        }
        return maps;
    }

    /** A list of texts; empty where the key is missing. */
    List<Item> texts(String key) {
        List<Item> texts = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                texts.add(new Item(scalar.getValue().strip(), lineOf(item)));
            } else {
                findings.error(file, lineOf(item), "value.not_text", key);
            }
        }
        return texts;
    }

    /** One text of a list. */
    record Item(String text, int line) {}

    /** A text in each of the territory's languages. */
    Map<String, String> translated(String key, List<String> languages) {
        Optional<YamlMap> map = map(key);
        if (map.isEmpty()) {
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (String language : languages) {
            if (map.get().value(language) == null) {
                error(key, "translation.missing", key, language);
            } else {
                map.get().optionalText(language).ifPresent(text -> texts.put(language, text));
            }
        }
        map.get().doneUnless(languages.isEmpty());
        return texts;
    }

    /** Reports the keys that are not known here. */
    void done() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                findings.unknown(file, line(key), 0, "key.unknown", key, asked);
            }
        }
    }

    /** Without languages, because the file that lists them can't be read, there is no telling which keys are wrong. */
    void doneUnless(boolean unknowable) {
        if (!unknowable) {
            done();
        }
    }

    /** The texts of this map and the maps inside it, by key path with dots. */
    Map<String, Item> flattened() {
        Map<String, Item> flat = new LinkedHashMap<>();
        flatten("", flat);
        return flat;
    }

    private void flatten(String prefix, Map<String, Item> flat) {
        for (String key : values.keySet()) {
            Node value = value(key);
            if (value instanceof MappingNode map) {
                new YamlMap(file, map, findings).flatten(prefix + key + ".", flat);
            } else {
                optionalText(key).ifPresent(text -> flat.put(prefix + key, new Item(text, line(key))));
            }
        }
    }

    private List<Node> items(String key) {
        Node value = value(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof SequenceNode list) {
            return list.getValue();
        }
        error(key, "value.not_a_list", key);
        return List.of();
    }

    private @Nullable Node value(String key) {
        asked.add(key);
        return values.get(key);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
