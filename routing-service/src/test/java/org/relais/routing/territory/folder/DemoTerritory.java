package org.relais.routing.territory.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryContent;

/** The demo territory, as it is and with something changed. */
public final class DemoTerritory {

    public static final Path FOLDER = Path.of("../local/territories/valmont");

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

    private static Territory territory(TerritoryFiles files) {
        TerritoryReading.Valid valid = (TerritoryReading.Valid) TerritoryReader.read(files);
        return new Territory(1, valid.digest(), valid.content());
    }
}
