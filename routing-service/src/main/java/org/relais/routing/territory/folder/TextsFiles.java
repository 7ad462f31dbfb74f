package org.relais.routing.territory.folder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads {@code texts/<language>.yaml}: the same keys in every language. */
final class TextsFiles {

    private TextsFiles() {}

    static Map<String, Map<String, String>> read(TerritoryFiles files, List<String> languages, Findings findings) {
        Map<String, Map<String, YamlMap.Item>> found = new LinkedHashMap<>();
        SortedSet<String> keys = new TreeSet<>();
        for (String language : languages) {
            Optional<YamlMap> file = YamlFile.open(files, TerritoryFiles.textsOf(language), findings);
            if (file.isPresent()) {
                Map<String, YamlMap.Item> texts = file.get().flattened();
                found.put(language, texts);
                keys.addAll(texts.keySet());
            }
        }
        Map<String, Map<String, String>> texts = new LinkedHashMap<>();
        found.forEach((language, items) -> {
            Map<String, String> ofLanguage = new LinkedHashMap<>();
            items.forEach((key, item) -> ofLanguage.put(key, item.text()));
            texts.put(language, ofLanguage);
            keys.stream()
                    .filter(key -> !items.containsKey(key))
                    .forEach(key -> findings.error(
                            TerritoryFiles.textsOf(language), 0, "translation.missing", key, language));
        });
        return texts;
    }
}
