package org.relais.bench.boston;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.territory.folder.CsvTable;

/** The city's file. */
final class BostonRequests {

    static final ZoneId ZONE = ZoneId.of("America/New_York");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM/dd/yyyy hh:mm:ss a", Locale.US);

    private BostonRequests() {}

    static List<BostonRequest> read(Path file) throws IOException {
        List<CsvTable.Row> rows = CsvTable.parse(Files.readString(file)).rows();
        List<String> header = rows.getFirst().cells();
        return rows.subList(1, rows.size()).stream()
                .map(row -> request(header, row.cells()))
                .toList();
    }

    private static BostonRequest request(List<String> header, List<String> cells) {
        return new BostonRequest(
                cell("CASE_ENQUIRY_ID", header, cells),
                cell("TYPE", header, cells),
                cell("CASE_TITLE", header, cells),
                cell("REASON", header, cells),
                cell("Department", header, cells),
                new GeoPoint(
                        Double.parseDouble(cell("LATITUDE", header, cells)),
                        Double.parseDouble(cell("LONGITUDE", header, cells))),
                LocalDateTime.parse(cell("OPEN_DT", header, cells), TIME)
                        .atZone(ZONE)
                        .toInstant());
    }

    private static String cell(String column, List<String> header, List<String> cells) {
        return cells.get(header.indexOf(column));
    }
}
