package org.relais.routing.territory.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.relais.routing.rules.Rule;
import org.relais.routing.territory.SuggestionPolicy;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryContent;

/** The demo territory, as it is and with something changed. */
public final class DemoTerritory {

    public static final Path FOLDER = Path.of("../local/territories/valmont");

    private static final TerritoryContent CONTENT = read(files()).content();

    private DemoTerritory() {}

    public static TerritoryFiles files() {
        try {
            return TerritoryFiles.in(FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TerritoryFiles with(String file, String text) {
        Map<String, String> texts = files().all();
        texts.put(file, text);
        return TerritoryFiles.of(texts);
    }

    /** With one department more. */
    public static TerritoryFiles withDepartment(String code) {
        return with("departments.yaml", text("departments.yaml").replace("- code: sports", """
            - code: %s
                name: { fr: "Essais", en: "Trials" }
                description: { fr: "Essais.", en: "Trials." }
                contact: { address: "1 rue", email: essais@valmont.example, phone: "+33 1 99 00 10 99" }
              - code: sports\
            """.formatted(code)));
    }

    public static String text(String file) {
        return files().text(file).orElseThrow();
    }

    public static Territory territory() {
        return territory(files());
    }

    public static TerritoryContent content() {
        return ((TerritoryReading.Valid) TerritoryReader.read(files())).content();
    }

    /** With another {@code calendar.yaml}. */
    static Territory territory(String calendar) {
        return of("calendar.yaml", calendar);
    }

    /** With another text of one file. */
    public static Territory of(String file, String text) {
        return territory(with(file, text));
    }

    /** With other texts of some files, and without one. */
    public static Territory of(Map<String, String> others, String without) {
        Map<String, String> texts = files().all();
        texts.putAll(others);
        texts.remove(without);
        return territory(TerritoryFiles.of(texts));
    }

    /** A second version: another table, and words that must speak otherwise. */
    public static Territory with(List<Rule> rules, SuggestionPolicy suggestion) {
        TerritoryContent is = CONTENT;
        return new Territory(
                2,
                "other",
                new TerritoryContent(
                        is.jurisdictionId(),
                        is.name(),
                        is.centre(),
                        is.languages(),
                        is.phoneRegion(),
                        is.emergencyNumber(),
                        is.contactName(),
                        is.contact(),
                        is.departments(),
                        is.services(),
                        is.areas(),
                        is.neighbours(),
                        rules,
                        is.calendar(),
                        is.deadlines(),
                        suggestion,
                        is.texts(),
                        is.lookAlikeMetres()));
    }

    private static Territory territory(TerritoryFiles files) {
        TerritoryReading.Valid valid = read(files);
        return new Territory(1, valid.digest(), valid.content());
    }

    private static TerritoryReading.Valid read(TerritoryFiles files) {
        return (TerritoryReading.Valid) TerritoryReader.read(files);
    }
}
