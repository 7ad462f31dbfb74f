package org.relais.routing.territory.folder;

import java.io.StringReader;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Opens a YAML file of the folder as a map that knows its lines. */
final class YamlFile {

    private static final int MOST_CHARACTERS = 50_000_000;

    private YamlFile() {}

    /** Empty, and reported, where the file is missing or is no map. */
    static Optional<YamlMap> open(TerritoryFiles files, String name, Findings findings) {
        Optional<String> text = files.text(name);
        if (text.isEmpty()) {
            findings.error(name, 0, "file.missing");
            return Optional.empty();
        }
        try {
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(MOST_CHARACTERS);
            Node root = new Yaml(options).compose(new StringReader(text.get()));
            if (root instanceof MappingNode map) {
                return Optional.of(new YamlMap(name, map, findings));
            }
            findings.error(name, root == null ? 0 : root.getStartMark().getLine() + 1, "value.not_a_map", name);
        } catch (MarkedYAMLException broken) {
            Mark mark = broken.getProblemMark();
            findings.error(
                    name, mark == null ? 0 : mark.getLine() + 1, "yaml.syntax", String.valueOf(broken.getProblem()));
        } catch (YAMLException broken) {
            findings.error(name, 0, "yaml.syntax", String.valueOf(broken.getMessage()));
        }
        return Optional.empty();
    }
}
