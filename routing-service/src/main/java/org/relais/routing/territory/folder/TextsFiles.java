package org.relais.routing.territory.folder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code texts/<language>.yaml}: the same keys in every language. */
final class TextsFiles {

    private TextsFiles() {}

    static Map<String, Map<String, String>> read(TerritoryFiles files, List<String> languages, Findings findings) {
        Map<String, Map<String, YamlMap.Item>> found = new LinkedHashMap<>();
        SortedMap<String, String> keys = new TreeMap<>();
        for (String language : languages) {
            Optional<YamlMap> file = YamlFile.open(files, TerritoryFiles.textsOf(language), findings);
            if (file.isPresent()) {
                Map<String, YamlMap.Item> texts = file.get().flattened();
                found.put(language, texts);
                texts.forEach(
                        (key, text) -> keys.putIfAbsent(key, TerritoryFiles.textsOf(language) + ":" + text.line()));
            }
        }
        Map<String, Map<String, String>> texts = new LinkedHashMap<>();
        found.forEach((language, items) -> {
            Map<String, String> ofLanguage = new LinkedHashMap<>();
            items.forEach((key, item) -> ofLanguage.put(key, item.text()));
            texts.put(language, ofLanguage);
            keys.forEach((key, place) -> {
                if (!items.containsKey(key)) {
                    findings.error(TerritoryFiles.textsOf(language), 0, "text.missing", key, place);
                }
            });
        });
        return texts;
    }
}
