package org.relais.routing.territory.folder;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.relais.routing.rules.TimeWindow;

/**
 * Reads a time as {@code rules.csv} writes it: parts with blanks between them, each of another kind, that must all hold. In a
 * part {@code |} stands between alternatives.
 *
 * <pre>
 * open | closed
 * 22:00-06:00
 * mo-fr | sa|su
 * 06-15..09-15 | 12-24 | 2026-06-15..2026-09-15 | 2026-12-24
 * </pre>
 */
final class TimeCell {

    /** Weekdays as OpenStreetMap's opening hours name them. */
    private static final List<String> WEEKDAYS = List.of("mo", "tu", "we", "th", "fr", "sa", "su");

    private static final Pattern BLANKS_AROUND = Pattern.compile("\\s*(\\||\\.\\.|-)\\s*");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DAY_OF_YEAR = Pattern.compile("\\d{2}-\\d{2}");
    private static final String TO = "..";

    private final BiConsumer<String, String> problems;

    private TimeCell(BiConsumer<String, String> problems) {
        this.problems = problems;
    }

    private enum Kind {
        WORK,
        WEEKDAYS,
        DAYS,
        HOURS
    }

    /** @param problems takes what is wrong: its code, and the part that it is about */
    static TimeWindow read(String cell, BiConsumer<String, String> problems) {
        String text =
                BLANKS_AROUND.matcher(cell.strip().toLowerCase(Locale.ROOT)).replaceAll("$1");
        return text.isEmpty() || text.equals("*") ? new TimeWindow.Always() : new TimeCell(problems).window(text);
    }

    private TimeWindow window(String text) {
        Map<Kind, TimeWindow> windows = new EnumMap<>(Kind.class);
        for (String part : text.split("\\s+")) {
            Kind kind = kind(part);
            if (windows.containsKey(kind)) {
                problems.accept("rule.time_twice", part);
            }
            try {
                windows.put(kind, window(kind, part));
            } catch (DateTimeException unreadable) {
                problems.accept("rule.time", part);
                windows.put(kind, new TimeWindow.Always());
            }
        }
        return TimeWindow.all(windows.values());
    }

    private static Kind kind(String part) {
        if (part.equals("open") || part.equals("closed")) {
            return Kind.WORK;
        }
        if (part.contains(":")) {
            return Kind.HOURS;
        }
        return Character.isDigit(part.charAt(0)) ? Kind.DAYS : Kind.WEEKDAYS;
    }

    private TimeWindow window(Kind kind, String part) {
        return switch (kind) {
            case WORK -> new TimeWindow.AtWork(part.equals("open"));
            case WEEKDAYS -> weekdays(part);
            case DAYS -> anyOf(part, this::days);
            case HOURS -> anyOf(part, TimeCell::hours);
        };
    }

    private static TimeWindow anyOf(String part, Function<String, TimeWindow> read) {
        List<TimeWindow> windows =
                Arrays.stream(part.split("\\|", -1)).map(read).distinct().toList();
        return windows.size() == 1 ? windows.getFirst() : new TimeWindow.AnyOf(windows);
    }

    private static TimeWindow weekdays(String part) {
        Set<DayOfWeek> days = new TreeSet<>();
        for (String stretch : part.split("\\|", -1)) {
            String[] ends = stretch.split("-", -1);
            DayOfWeek first = weekday(ends[0]);
            DayOfWeek last = weekday(ends[ends.length - 1]);
            if (ends.length > 2) {
                throw new DateTimeException(stretch);
            }
            for (DayOfWeek day = first; day != last; day = day.plus(1)) {
                days.add(day);
            }
            days.add(last);
        }
        return days.size() == WEEKDAYS.size() ? new TimeWindow.Always() : new TimeWindow.Weekdays(days);
    }

    private static DayOfWeek weekday(String name) {
        return DayOfWeek.of(WEEKDAYS.indexOf(name) + 1);
    }

    private TimeWindow days(String stretch) {
        int to = stretch.indexOf(TO);
        String first = to < 0 ? stretch : stretch.substring(0, to);
        String last = to < 0 ? stretch : stretch.substring(to + TO.length());
        if (DAY_OF_YEAR.matcher(first).matches() && DAY_OF_YEAR.matcher(last).matches()) {
            return new TimeWindow.Season(MonthDay.parse("--" + first), MonthDay.parse("--" + last));
        }
        if (!DATE.matcher(first).matches() || !DATE.matcher(last).matches()) {
            throw new DateTimeException(stretch);
        }
        LocalDate from = LocalDate.parse(first);
        LocalDate until = LocalDate.parse(last);
        if (until.isBefore(from)) {
            problems.accept("rule.time_order", stretch);
            return new TimeWindow.Always();
        }
        return new TimeWindow.Dates(from, until);
    }

    private static TimeWindow hours(String stretch) {
        String[] ends = stretch.split("-", -1);
        if (ends.length != 2) {
            throw new DateTimeException(stretch);
        }
        LocalTime from = LocalTime.parse(ends[0]);
        LocalTime to = LocalTime.parse(ends[1]);
        if (from.equals(to)) {
            throw new DateTimeException(stretch);
        }
        return new TimeWindow.TimeOfDay(from, to);
    }
}
