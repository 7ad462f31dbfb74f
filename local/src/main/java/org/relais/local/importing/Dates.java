package org.relais.local.importing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates as people write them: a pattern tells how, {@code ISO} stands for the standard's. */
final class Dates {

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private Dates() {}

    static DateTimeFormatter formatter(String pattern) {
        return pattern.equalsIgnoreCase("ISO")
                ? ISO
                : new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(pattern)
                        .toFormatter(Locale.ENGLISH);
    }

    /** By the first pattern that fits; in this zone where the text names none. */
    static Optional<OffsetDateTime> parse(String text, List<DateTimeFormatter> formats, ZoneId zone) {
        for (DateTimeFormatter format : formats) {
            try {
                TemporalAccessor parsed = format.parseBest(
                        text.strip(), ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
                return Optional.of(
                        switch (parsed) {
                            case ZonedDateTime zoned -> zoned.toOffsetDateTime();
                            case OffsetDateTime offset -> offset;
                            case LocalDateTime local -> local.atZone(zone).toOffsetDateTime();
                            case LocalDate date -> date.atStartOfDay(zone).toOffsetDateTime();
                            default -> throw new DateTimeException("no date: " + parsed);
                        });
            } catch (DateTimeException another) {
                continue;
            }
        }
        return Optional.empty();
    }
}
