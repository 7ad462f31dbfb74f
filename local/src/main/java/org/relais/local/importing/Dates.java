package org.relais.local.importing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Dates as people write them: a pattern tells how, {@code ISO} stands for the standard's. Names of months and days are read in
 * French and in English. A day that the calendar doesn't have is no date.
 */
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
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Dates() {}

    /** One for each language in which its names may be written. */
    static List<DateTimeFormatter> formatters(String pattern) {
        if (pattern.equalsIgnoreCase("ISO")) {
            return List.of(ISO);
        }
        return Stream.of(Locale.FRENCH, Locale.ENGLISH)
                .map(language -> new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(strict(pattern))
                        .toFormatter(language)
                        .withResolverStyle(ResolverStyle.STRICT))
                .toList();
    }

    /** A strict reading of {@code yyyy} would ask for the era too; {@code uuuu} is the year without. */
    private static String strict(String pattern) {
        StringBuilder strict = new StringBuilder();
        boolean quoted = false;
        for (char c : pattern.toCharArray()) {
            quoted ^= c == '\'';
            strict.append(c == 'y' && !quoted && pattern.indexOf('G') < 0 ? 'u' : c);
        }
        return strict.toString();
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
