package org.relais.intake.open311;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times as the standard writes them: ISO 8601 with a zone, whole seconds. */
public final class Times {

    private Times() {}

    public static String written(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * A time, or the beginning of a day.
     *
     * @param zone where a day without a time begins
     */
    public static Optional<Instant> read(String text, ZoneId zone) {
        // A plus sign that a client didn't escape arrives as a space.
        String written = text.strip().replace(' ', '+');
        try {
            return Optional.of(
                    written.contains("T")
                            ? OffsetDateTime.parse(written).toInstant()
                            : LocalDate.parse(written).atStartOfDay(zone).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
