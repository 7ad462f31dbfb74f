package org.relais.intake.pages.persistence;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.relais.intake.pages.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads files of addresses with the columns of the French national address base: {@code numero}, {@code rep}, {@code nom_voie},
 * {@code lat}, {@code lon}; others are left alone. A line without a position is no use and skipped; a file without these columns
 * stops the start. A file that isn't there is only warned of: people can still write an address.
 */
final class AddressFiles {

    private static final Logger log = LoggerFactory.getLogger(AddressFiles.class);
    private static final List<String> NEEDED = List.of("nom_voie", "lat", "lon");

    private AddressFiles() {}

    static List<Address> read(List<Path> files) {
        List<Address> addresses = new ArrayList<>();
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                addresses.addAll(read(file));
            } else {
                log.atWarn().addKeyValue("file", file).log("There is no such file of addresses");
            }
        }
        return addresses;
    }

    private static List<Address> read(Path file) {
        List<Address> addresses = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> lines =
                CsvReader.builder().fieldSeparator(separator(file)).ofNamedCsvRecord(file)) {
            for (NamedCsvRecord line : lines) {
                check(line, file);
                add(line, addresses);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return addresses;
    }

    private static char separator(Path file) throws IOException {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.findFirst().orElse("").contains(";") ? ';' : ',';
        }
    }

    private static void check(NamedCsvRecord line, Path file) {
        for (String column : NEEDED) {
            if (line.findField(column).isEmpty()) {
                throw new IllegalStateException(file + " has no column " + column + ": it is no file of addresses");
            }
        }
    }

    private static void add(NamedCsvRecord line, List<Address> addresses) {
        String street = line.getField("nom_voie").strip();
        String house = (field(line, "numero") + " " + field(line, "rep")).strip();
        try {
            double latitude = Double.parseDouble(line.getField("lat"));
            double longitude = Double.parseDouble(line.getField("lon"));
            if (!street.isEmpty() && Double.isFinite(latitude) && Double.isFinite(longitude)) {
                addresses.add(new Address((house + " " + street).strip(), latitude, longitude));
            }
        } catch (NumberFormatException withoutAPosition) {
            // It can't be shown on a map, so it helps nobody to find it.
        }
    }

    private static String field(NamedCsvRecord line, String column) {
        return line.findField(column).orElse("").strip();
    }
}
