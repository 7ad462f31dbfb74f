package org.relais.intake.sensor.persistence;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Place;
import org.relais.intake.sensor.RegisteredSensor;
import org.relais.intake.sensor.RegisteredSensors;
import org.relais.intake.sensor.SensorKey;
import org.springframework.boot.convert.DurationStyle;

/**
 * Reads the files in which sensors are registered: one a line, columns by their names, {@code ;} or {@code ,} between them. What
 * is wrong in one stops the start, with file and line: a sensor that nobody hears is worse.
 */
public final class SensorFiles {

    private static final Set<String> COLUMNS = Set.of(
            "jurisdiction",
            "id",
            "name",
            "service",
            "latitude",
            "longitude",
            "address",
            "above",
            "below",
            "unit",
            "interval",
            "silentAfter",
            "silenceService",
            "alarmAfter");
    private static final List<String> NEEDED = List.of("jurisdiction", "id", "service");
    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}._:-]{1,100}");
    private static final int SILENT_AFTER = 3;
    private static final int LONGEST_UNIT = 20;
    private static final double POLE = 90;
    private static final double DATE_LINE = 180;

    private SensorFiles() {}

    /**
     * The sensors of all these files.
     *
     * @param silenceService what the silence of a sensor is about that says nothing else; null where nobody is to be told
     * @throws IllegalStateException naming what is wrong, and where
     */
    public static RegisteredSensors read(List<Path> files, @Nullable String silenceService) {
        List<RegisteredSensor> sensors = new ArrayList<>();
        for (Path file : files) {
            try (CsvReader<NamedCsvRecord> lines =
                    CsvReader.builder().fieldSeparator(separator(file)).ofNamedCsvRecord(file)) {
                for (NamedCsvRecord line : lines) {
                    sensors.add(new Line(file, line).sensor(silenceService));
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException("the sensors of " + file + " can't be read", unreadable);
            }
        }
        return new RegisteredSensors(sensors);
    }

    private static char separator(Path file) throws IOException {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.findFirst().orElse("").contains(";") ? ';' : ',';
        }
    }

    /** A line of a file. */
    private record Line(Path file, NamedCsvRecord values) {

        RegisteredSensor sensor(@Nullable String silenceService) {
            check();
            String own = text("silenceService");
            Duration interval = duration("interval");
            Duration alarmAfter = duration("alarmAfter");
            return new RegisteredSensor(
                    new SensorKey(needed("jurisdiction"), needed("id")),
                    text("name"),
                    needed("service"),
                    own == null ? silenceService : own,
                    place(),
                    number("above"),
                    number("below"),
                    text("unit"),
                    interval,
                    silentAfter(),
                    alarmAfter == null ? Duration.ZERO : alarmAfter);
        }

        private void check() {
            for (String column : NEEDED) {
                if (values.findField(column).isEmpty()) {
                    throw wrong("has no column " + column);
                }
            }
            for (String column : values.getHeader()) {
                if (!COLUMNS.contains(column)) {
                    throw wrong("knows no column " + column);
                }
            }
            if (!ID.matcher(needed("id")).matches()) {
                throw wrong("id: letters, digits, '.', '_', ':' and '-', at most 100 of them");
            }
            String unit = text("unit");
            if (unit != null && unit.length() > LONGEST_UNIT) {
                throw wrong("unit: at most " + LONGEST_UNIT + " characters");
            }
        }

        private @Nullable Place place() {
            Double latitude = number("latitude");
            Double longitude = number("longitude");
            if ((latitude == null) != (longitude == null)
                    || latitude != null && Math.abs(latitude) > POLE
                    || longitude != null && Math.abs(longitude) > DATE_LINE) {
                throw wrong("latitude and longitude: both or neither, in degrees");
            }
            Place place = new Place(latitude, longitude, text("address"));
            return place.isEmpty() ? null : place;
        }

        private int silentAfter() {
            Double intervals = number("silentAfter");
            if (intervals == null) {
                return SILENT_AFTER;
            }
            if (intervals < 1 || intervals != Math.rint(intervals) || intervals > Short.MAX_VALUE) {
                throw wrong("silentAfter: a number of intervals, 1 or more");
            }
            return intervals.intValue();
        }

        private @Nullable Duration duration(String column) {
            Duration duration = converted(column, DurationStyle::detectAndParse, "such as 10m, 6h, 1d or PT10M");
            if (duration != null && duration.isNegative()) {
                throw wrong(column + ": not below zero");
            }
            return duration;
        }

        private @Nullable Double number(String column) {
            Double number = converted(column, Double::valueOf, "a number such as 12.5");
            if (number != null && !Double.isFinite(number)) {
                throw wrong(column + ": a number such as 12.5");
            }
            return number;
        }

        private <T> @Nullable T converted(String column, Function<String, T> conversion, String wanted) {
            String text = text(column);
            try {
                return text == null ? null : conversion.apply(text);
            } catch (IllegalArgumentException not) {
                throw wrong(column + ": " + wanted);
            }
        }

        private String needed(String column) {
            String text = text(column);
            if (text == null) {
                throw wrong(column + " is missing");
            }
            return text;
        }

        private @Nullable String text(String column) {
            String text = values.findField(column).orElse("").strip();
            return text.isEmpty() ? null : text;
        }

        private IllegalStateException wrong(String what) {
            return new IllegalStateException(file + ", line " + values.getStartingLineNumber() + ": " + what);
        }
    }
}
