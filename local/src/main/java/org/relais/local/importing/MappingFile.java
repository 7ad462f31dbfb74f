package org.relais.local.importing;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.relais.local.importing.Value.Template;
import org.relais.local.importing.Value.Translated;
import org.relais.local.importing.Value.UnknownColumn;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a mapping and finds all that is wrong with it, each with its line. */
final class MappingFile {

    private static final Set<String> TOP =
            Set.of("jurisdictionId", "source", "delimiter", "encoding", "dateFormats", "timeZone", "key", "fields");
    private static final Set<String> FIELDS = Set.of(
            "serviceCode", "description", "latitude", "longitude", "address", "requestedAt", "answers", "requester");
    private static final Set<String> REQUESTER = Set.of("name", "email", "phone", "language");
    private static final Set<String> TRANSLATION = Set.of("column", "values", "otherwise");
    private static final List<String> DATE_FORMATS =
            List.of("dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm", "dd/MM/yyyy", "ISO");

    private final Path file;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Node> top;

    MappingFile(Path file) throws IOException {
        this.file = file;
        this.top = read();
    }

    /** How the CSV file is to be read; whatever the mapping leaves open is found out from the file. */
    Mapping.Reading reading() {
        Character delimiter = null;
        Charset encoding = null;
        Node given = top.get("delimiter");
        if (given != null) {
            String text = text(given);
            if (text.equals("\\t") || text.equalsIgnoreCase("tab")) {
                delimiter = '\t';
            } else if (text.length() == 1) {
                delimiter = text.charAt(0);
            } else {
                complain(given, "import.mapping.delimiter", text);
            }
        }
        Node named = top.get("encoding");
        if (named != null) {
            try {
                encoding = Charset.forName(text(named));
            } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
                complain(named, "import.mapping.encoding", text(named));
            }
        }
        finish();
        return new Mapping.Reading(delimiter, encoding);
    }

    /** @throws UnusableInput with every problem, if there is any */
    Mapping mapping(List<String> columns) {
        Set<String> known = new LinkedHashSet<>(columns);
        List<Integer> key = new ArrayList<>();
        for (Node column : items(top.get("key"))) {
            if (!known.contains(text(column))) {
                complain(column, "import.mapping.unknown-column", text(column), String.join(", ", columns));
            } else {
                key.add(columns.indexOf(text(column)));
            }
        }
        Map<String, Value> fields = fields(columns);
        List<DateTimeFormatter> formats = dateFormats();
        ZoneId zone = timeZone();
        String jurisdiction = optional("jurisdictionId");
        String source = optional("source");
        finish();
        return new Mapping(jurisdiction, source, key, formats, zone, fields);
    }

    private @Nullable String optional(String name) {
        Node node = top.get(name);
        return node == null ? null : text(node);
    }

    private Map<String, Value> fields(List<String> columns) {
        Map<String, Value> values = new LinkedHashMap<>();
        Node node = top.get("fields");
        if (node == null) {
            problems.add(Problem.of("import.mapping.missing", file, "1", "fields"));
            return values;
        }
        Map<String, Node> fields = entries(node, FIELDS);
        for (String required : List.of("serviceCode", "description")) {
            if (!fields.containsKey(required)) {
                complain(node, "import.mapping.missing", "fields." + required);
            }
        }
        fields.forEach((name, value) -> {
            switch (name) {
                case "answers" ->
                    entries(value, null).forEach((code, answer) -> put(values, "answers." + code, answer, columns));
                case "requester" ->
                    entries(value, REQUESTER).forEach((part, of) -> put(values, "requester." + part, of, columns));
                case "latitude", "longitude", "address" -> put(values, "location." + name, value, columns);
                default -> put(values, name, value, columns);
            }
        });
        return values;
    }

    private void put(Map<String, Value> values, String path, Node node, List<String> columns) {
        if (node instanceof ScalarNode) {
            try {
                values.put(path, Template.parse(text(node), columns));
            } catch (UnknownColumn unknown) {
                complain(node, "import.mapping.unknown-column", unknown.name(), String.join(", ", columns));
            }
            return;
        }
        Map<String, Node> parts = entries(node, TRANSLATION);
        Node column = parts.get("column");
        if (column == null) {
            complain(node, "import.mapping.missing", path + ".column");
            return;
        }
        int index = columns.indexOf(text(column));
        if (index < 0) {
            complain(column, "import.mapping.unknown-column", text(column), String.join(", ", columns));
        }
        Map<String, String> table = new LinkedHashMap<>();
        Node given = parts.get("values");
        if (given != null) {
            entries(given, null).forEach((from, to) -> table.put(from, text(to)));
        }
        Node otherwise = parts.get("otherwise");
        values.put(
                path,
                new Translated(text(column), index, Map.copyOf(table), otherwise == null ? null : text(otherwise)));
    }

    private List<DateTimeFormatter> dateFormats() {
        Node node = top.get("dateFormats");
        List<DateTimeFormatter> formats = new ArrayList<>();
        if (node == null) {
            DATE_FORMATS.forEach(pattern -> formats.addAll(Dates.formatters(pattern)));
            return formats;
        }
        for (Node pattern : items(node)) {
            try {
                formats.addAll(Dates.formatters(text(pattern)));
            } catch (IllegalArgumentException invalid) {
                complain(pattern, "import.mapping.date-format", text(pattern));
            }
        }
        return formats;
    }

    private ZoneId timeZone() {
        Node node = top.get("timeZone");
        if (node == null) {
            return ZoneId.of("Europe/Paris");
        }
        try {
            return ZoneId.of(text(node));
        } catch (DateTimeException unknown) {
            complain(node, "import.mapping.time-zone", text(node));
            return ZoneId.of("UTC");
        }
    }

    private Map<String, Node> read() throws IOException {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        Node root;
        try (Reader reader = Files.newBufferedReader(file)) {
            root = yaml.compose(reader);
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 1
                    : broken.getProblemMark().getLine() + 1;
            throw new UnusableInput(Problem.of(
                    "import.mapping.broken-yaml", file, Integer.toString(line), String.valueOf(broken.getProblem())));
        }
        if (root == null) {
            throw new UnusableInput(Problem.of("import.mapping.missing", file, "1", "fields"));
        }
        Map<String, Node> entries = entries(root, TOP);
        finish();
        return entries;
    }

    private Map<String, Node> entries(Node node, @Nullable Set<String> allowed) {
        Map<String, Node> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            complain(node, "import.mapping.not-a-map");
            return entries;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String name = text(tuple.getKeyNode());
            if (allowed != null && !allowed.contains(name)) {
                complain(
                        tuple.getKeyNode(),
                        "import.mapping.unknown-key",
                        name,
                        String.join(", ", allowed.stream().sorted().toList()));
            } else {
                entries.put(name, tuple.getValueNode());
            }
        }
        return entries;
    }

    private List<Node> items(@Nullable Node node) {
        if (node == null) {
            return List.of();
        }
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }

    private String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().strip();
        }
        complain(node, "import.mapping.not-a-text");
        return "";
    }

    private void complain(Node node, String key, Object... more) {
        List<Object> arguments = new ArrayList<>(
                List.of(file, Integer.toString(node.getStartMark().getLine() + 1)));
        arguments.addAll(List.of(more));
        problems.add(new Problem(key, arguments));
    }

    private void finish() {
        if (!problems.isEmpty()) {
            throw new UnusableInput(problems);
        }
    }
}
