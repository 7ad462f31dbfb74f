package org.relais.intake.open311;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.relais.intake.validation.Violations;

/** From when to when requests are asked for, the last day included: at most 90 days, the last 90 unless something else is said. */
public record Period(Instant from, Instant to) {

    private static final Duration LONGEST = Duration.ofDays(90);

    /** The standard counts days; one that summer time makes longer still counts as one. */
    private static final Duration TOLERANCE = Duration.ofHours(1);

    public static Period of(
            @Nullable String start, @Nullable String end, ZoneId zone, Instant now, Violations violations) {
        Instant from = instant(start, "/start_date", zone, violations);
        Instant named = instant(end, "/end_date", zone, violations);
        Instant to = named != null && end != null && Times.isDay(end) ? nextMidnight(named, zone) : named;
        Instant last = to != null ? to : from != null ? from.plus(LONGEST) : now;
        Instant first = from != null ? from : last.minus(LONGEST);
        if (first.isAfter(last)) {
            violations.add("/end_date", "ends_before_it_starts");
        } else if (from != null && named != null && isTooLong(from, named)) {
            violations.add("/end_date", "period_too_long", Long.toString(LONGEST.toDays()));
        }
        return new Period(first, last);
    }

    /** Between what is written: a client that subtracts 90 from a day means no more than it may. */
    private static boolean isTooLong(Instant from, Instant to) {
        return Duration.between(from, to).compareTo(LONGEST.plus(TOLERANCE)) > 0;
    }

    private static Instant nextMidnight(Instant day, ZoneId zone) {
        return day.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static @Nullable Instant instant(
            @Nullable String text, String pointer, ZoneId zone, Violations violations) {
        if (text == null) {
            return null;
        }
        Instant instant = Times.read(text, zone).orElse(null);
        if (instant == null) {
            violations.add(pointer, "not_a_datetime");
        }
        return instant;
    }
}
