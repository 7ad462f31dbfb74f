package org.relais.intake.pages;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates in words, by the territory's clocks. */
public record PageDates(ZoneId zone, Locale locale) {

    /** For example {@code mercredi 25 novembre 2026}. */
    public String day(Instant instant) {
        ZonedDateTime time = instant.atZone(zone);
        return isFrench()
                ? time.format(pattern("EEEE ")) + dayOfMonth(time) + time.format(pattern(" MMMM yyyy"))
                : time.format(pattern("EEEE d MMMM yyyy"));
    }

    /** For example {@code 25 novembre 2026 à 9 h 05}; no line breaks within the time. */
    public String moment(Instant instant) {
        ZonedDateTime time = instant.atZone(zone);
        return isFrench()
                ? dayOfMonth(time) + time.format(pattern(" MMMM yyyy 'à' H\u00a0'h'\u00a0mm"))
                : time.format(pattern("d MMMM yyyy 'at' HH:mm"));
    }

    private boolean isFrench() {
        return locale.getLanguage().equals("fr");
    }

    private static String dayOfMonth(ZonedDateTime time) {
        return time.getDayOfMonth() == 1 ? "1er" : Integer.toString(time.getDayOfMonth());
    }

    private DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, locale);
    }
}
