package org.relais.bench.city;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.relais.bench.Options;
import org.relais.local.Checkout;
import org.relais.routing.territory.folder.CsvTable;

/**
 * A city's file of requests. Nothing of the city is known but where it is and which columns say what.
 *
 * @param file CSV, with its columns named in the first row; relative to the folder of all data
 * @param id column of a row's own id; empty: rows are told apart by their number
 * @param service column of what was asked for; empty where there is none
 * @param words column of what was written; empty where there is none
 * @param department column of who was in charge
 * @param language tag of the language that words are in
 * @param byService per cent of rows whose department a table learned from {@code service} names; null where nobody counted
 * @param byWords the same learned from the words; null where nobody counted
 */
public record City(
        String name,
        String file,
        String id,
        String service,
        String words,
        String department,
        String language,
        @Nullable Double byService,
        @Nullable Double byWords) {

    private static final int PARTS = 5;

    private static final List<City> KNOWN = List.of(
            new City(
                    "Boston",
                    "boston-311-2015/requests.csv",
                    "CASE_ENQUIRY_ID",
                    "TYPE",
                    "CASE_TITLE",
                    "Department",
                    "en",
                    93.7,
                    93.4),
            new City(
                    "New York",
                    "nyc-311/requests.csv",
                    "Unique Key",
                    "Complaint Type",
                    "Descriptor",
                    "Agency",
                    "en",
                    99.1,
                    93.1));

    /** The one that the options describe by {@code --file}, {@code --service}, {@code --words} and {@code --department}, else the known ones. */
    public static List<City> of(Options options) {
        var file = options.text("file", "");
        return file.isEmpty()
                ? KNOWN
                : List.of(new City(
                        options.text("name", Path.of(file).getFileName().toString()),
                        Path.of(file).toAbsolutePath().toString(),
                        options.text("id", ""),
                        options.text("service", ""),
                        options.text("words", ""),
                        options.text("department", ""),
                        options.text("language", "en"),
                        null,
                        null));
    }

    /** The folder of all data: the one that the options name, else the one beside the checkout. */
    public static Path folder(Options options) {
        var standard = Checkout.find().root().resolve("../shared/data").normalize();
        return Path.of(options.text("data", options.text("folder", standard.toString())))
                .toAbsolutePath();
    }

    /** One row in five, always the same ones, is kept back from learning. */
    public static boolean isHeldOut(String id) {
        CRC32 checksum = new CRC32();
        checksum.update(id.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue() % PARTS == 0;
    }

    /** @param service empty where the row names none */
    public record Row(String id, String service, String words, String department) {

        public boolean isHeldOut() {
            return City.isHeldOut(id);
        }
    }

    /**
     * What a file holds.
     *
     * @param nobodys how many rows name no department, and so teach and prove nothing
     */
    public record Requests(List<Row> rows, int nobodys) {}

    public boolean isThere(Path folder) {
        return Files.isReadable(folder.resolve(file));
    }

    /** @throws IllegalArgumentException where a column isn't there, naming it and those that are */
    public Requests read(Path folder) throws IOException {
        var text = Files.readString(folder.resolve(file));
        var table = CsvTable.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
        if (table.rows().isEmpty()) {
            throw new IllegalArgumentException(file + " is empty");
        }
        var header = table.rows().getFirst().cells();
        var ids = id.isEmpty() ? -1 : column("id", id, header);
        var services = service.isEmpty() ? -1 : column("service", service, header);
        var said = words.isEmpty() ? -1 : column("words", words, header);
        var departments = column("department", department, header);
        var rows = new ArrayList<Row>();
        var nobodys = 0;
        for (CsvTable.Row row : table.rows().subList(1, table.rows().size())) {
            var cells = row.cells();
            if (cell(cells, departments).isEmpty()) {
                nobodys++;
            } else {
                rows.add(new Row(
                        ids < 0 ? Integer.toString(row.line()) : cell(cells, ids),
                        cell(cells, services),
                        cell(cells, said),
                        cell(cells, departments)));
            }
        }
        return new Requests(List.copyOf(rows), nobodys);
    }

    private int column(String option, String column, List<String> header) {
        var at = header.indexOf(column);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "--%s: %s has no column '%s'; it has %s".formatted(option, file, column, header));
        }
        return at;
    }

    private static String cell(List<String> cells, int column) {
        return column < 0 || column >= cells.size() ? "" : cells.get(column);
    }
}
