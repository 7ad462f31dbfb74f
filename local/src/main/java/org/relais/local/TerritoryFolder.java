package org.relais.local;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** A territory's folder, as far as the launcher looks into it. */
record TerritoryFolder(Path path) {

    /** As its {@code territory.yaml} says; the folder's own name where that can't be read, of which routing says more. */
    String jurisdictionId() {
        try (Reader file = Files.newBufferedReader(path.resolve("territory.yaml"))) {
            Object said = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            if (said instanceof Map<?, ?> keys && keys.get("jurisdictionId") instanceof String id) {
                return id;
            }
        } catch (IOException | YAMLException unreadable) {
            // Said where it is checked.
        }
        return path.getFileName().toString();
    }
}
