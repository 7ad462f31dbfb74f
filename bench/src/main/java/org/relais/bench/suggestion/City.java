package org.relais.bench.suggestion;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import org.relais.routing.suggestion.Example;
import org.relais.routing.territory.folder.CsvTable;

/**
 * A city's file of requests.
 *
 * @param goal per cent of rows whose department a rule table learned from the words names
 */
record City(String name, String file, String id, String words, String department, double goal) {

    private static final int PARTS = 5;

    record Row(String id, String words, String department) {

        /** One row in five, always the same ones, is kept back from learning. */
        boolean isHeldOut() {
            CRC32 checksum = new CRC32();
            checksum.update(id.getBytes(StandardCharsets.UTF_8));
            return checksum.getValue() % PARTS == 0;
        }

        Example asCase() {
            return Example.ofCase(words, department, "");
        }
    }

    List<Row> read(Path folder) throws IOException {
        List<CsvTable.Row> rows =
                CsvTable.parse(Files.readString(folder.resolve(file))).rows();
        List<String> header = rows.getFirst().cells();
        return rows.subList(1, rows.size()).stream()
                .map(CsvTable.Row::cells)
                .map(cells -> new Row(
                        cells.get(header.indexOf(id)),
                        cells.get(header.indexOf(words)),
                        cells.get(header.indexOf(department))))
                .toList();
    }
}
