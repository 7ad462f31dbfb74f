package org.relais.routing.territory.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a territory folder as text, by path inside the folder with forward slashes. */
public final class TerritoryFiles {

    static final String TERRITORY = "territory.yaml";
    static final String DEPARTMENTS = "departments.yaml";
    static final String SERVICES = "services.yaml";
    static final String AREAS = "areas.geojson";
    static final String RULES = "rules.csv";
    static final String CALENDAR = "calendar.yaml";

    private static final String TEXTS = "texts/";
    private static final Set<String> FIXED = Set.of(TERRITORY, DEPARTMENTS, SERVICES, AREAS, RULES, CALENDAR);

    private final SortedMap<String, String> texts;

    private TerritoryFiles(Map<String, String> texts) {
        this.texts = new TreeMap<>(texts);
    }

    public static TerritoryFiles of(Map<String, String> texts) {
        return new TerritoryFiles(texts);
    }

    /** Reads what belongs to a territory and leaves other files alone, a README for example. */
    public static TerritoryFiles in(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder, 2)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                if (FIXED.contains(name) || (name.startsWith(TEXTS) && name.endsWith(".yaml"))) {
                    texts.put(name, withoutMark(Files.readString(path, StandardCharsets.UTF_8)));
                }
            }
        }
        return new TerritoryFiles(texts);
    }

    static String textsOf(String language) {
        return TEXTS + language + ".yaml";
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** By name. */
    public SortedMap<String, String> all() {
        return new TreeMap<>(texts);
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
