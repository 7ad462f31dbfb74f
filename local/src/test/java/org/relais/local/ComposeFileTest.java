package org.relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

class ComposeFileTest {

    /** docker-compose 1.29 takes the last of two equal keys in silence; docker compose refuses the file. */
    @Test
    void namesNoKeyTwice() throws IOException {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);

        try (var file = Files.newBufferedReader(Path.of("../docker-compose.yml"))) {
            Map<String, Map<String, Object>> compose = new Yaml(options).load(file);

            assertThat(compose.get("services")).containsKeys("intake-service", "routing-service", "kafka");
        }
    }
}
