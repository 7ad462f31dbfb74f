package org.relais.intake.open311;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as the standard writes them: ISO 8601 with a zone, whole seconds. Clients leave away the zone, the T or the time. */
public final class Times {

    /** A plus sign that a client didn't escape arrives as a space. */
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?:[Tt ](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)"
                    + "(?:([Zz])|(?: ?([-+])| )(\\d\\d(?::?\\d\\d)?))?)?");

    private Times() {}

    public static String written(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Whether it is a day, without a time. */
    static boolean isDay(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        return written.matches() && written.group(2) == null;
    }

    /**
     * A time, or the beginning of a day.
     *
     * @param zone whose clocks a time without a zone was read from
     */
    public static Optional<Instant> read(String text, ZoneId zone) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(written.group(1));
            String time = written.group(2);
            return Optional.of(
                    time == null
                            ? day.atStartOfDay(zone).toInstant()
                            : LocalDateTime.of(day, LocalTime.parse(time))
                                    .atZone(zone(written, zone))
                                    .toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static ZoneId zone(Matcher written, ZoneId otherwise) {
        if (written.group(3) != null) {
            return ZoneOffset.UTC;
        }
        String offset = written.group(5);
        return offset == null ? otherwise : ZoneOffset.of(("-".equals(written.group(4)) ? "-" : "+") + offset);
    }
}
