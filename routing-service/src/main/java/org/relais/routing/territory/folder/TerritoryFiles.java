package org.relais.routing.territory.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
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
    static final String NEIGHBOURS = "neighbours.geojson";
    static final String RULES = "rules.csv";
    static final String CALENDAR = "calendar.yaml";

    /**
     * Characters of all files together. A version is stored as one JSON value, which PostgreSQL takes up to 256 MB of; what was
     * stored must be readable by whoever starts next.
     */
    public static final int LARGEST = 200_000_000;

    private static final String TEXTS = "texts/";
    private static final Set<String> FIXED =
            Set.of(TERRITORY, DEPARTMENTS, SERVICES, AREAS, NEIGHBOURS, RULES, CALENDAR);

    private final SortedMap<String, String> texts;
    private final SortedMap<String, Integer> notUtf8;

    private TerritoryFiles(Map<String, String> texts, Map<String, Integer> notUtf8) {
        this.texts = new TreeMap<>(texts);
        this.notUtf8 = new TreeMap<>(notUtf8);
    }

    public static TerritoryFiles of(Map<String, String> texts) {
        return new TerritoryFiles(texts, Map.of());
    }

    /** Reads what belongs to a territory and leaves other files alone, a README for example. */
    public static TerritoryFiles in(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        Map<String, Integer> notUtf8 = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder, 2)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                if (FIXED.contains(name) || (name.startsWith(TEXTS) && name.endsWith(".yaml"))) {
                    read(name, ByteBuffer.wrap(Files.readAllBytes(path)), texts, notUtf8);
                }
            }
        }
        return new TerritoryFiles(texts, notUtf8);
    }

    private static void read(String name, ByteBuffer bytes, Map<String, String> texts, Map<String, Integer> notUtf8) {
        CharBuffer characters = CharBuffer.allocate(bytes.remaining());
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, characters, true);
        String text = characters.flip().toString();
        if (result.isError()) {
            notUtf8.put(
                    name,
                    1
                            + (int) text.chars()
                                    .filter(character -> character == '\n')
                                    .count());
        } else {
            texts.put(name, withoutMark(text));
        }
    }

    static String textsOf(String language) {
        return TEXTS + language + ".yaml";
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** Files that are not UTF-8, as a spreadsheet may have saved them, and the line where that shows. */
    SortedMap<String, Integer> notUtf8() {
        return new TreeMap<>(notUtf8);
    }

    /** The largest file, where all together are more than can be stored. */
    Optional<String> tooLarge() {
        return tooLarge(LARGEST);
    }

    Optional<String> tooLarge(long most) {
        long all = texts.values().stream().mapToLong(String::length).sum();
        return all <= most
                ? Optional.empty()
                : texts.entrySet().stream()
                        .max(Comparator.comparingInt(file -> file.getValue().length()))
                        .map(Map.Entry::getKey);
    }

    /** By name. */
    public SortedMap<String, String> all() {
        return new TreeMap<>(texts);
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
