package org.relais.routing.territory.folder;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.relais.routing.calendar.NationalHolidays;
import org.relais.routing.calendar.PublicHolidays;
import org.relais.routing.calendar.WorkingCalendar;
import org.relais.routing.calendar.WorkingCalendar.Opening;
import org.relais.routing.territory.DeadlinePolicy;
import org.relais.routing.territory.DeadlinePolicy.Escalation;
import org.relais.routing.territory.DeadlinePolicy.Level;

/** Reads {@code calendar.yaml}. */
final class CalendarFile {

    private static final int LONGEST_CLOSING_DAYS = 366;
    private static final Duration LONGEST_NOTICE = Duration.ofHours(400);

    private final YamlMap file;

    private CalendarFile(YamlMap file) {
        this.file = file;
    }

    static Optional<Listed> read(TerritoryFiles files, ZoneId zone, Findings findings) {
        return YamlFile.open(files, TerritoryFiles.CALENDAR, findings).map(file -> new CalendarFile(file).read(zone));
    }

    /** The calendar, and its own words for the digest. */
    record Listed(WorkingCalendar calendar, DeadlinePolicy deadlines, String statement) {}

    private Listed read(ZoneId zone) {
        Map<DayOfWeek, List<Opening>> week = week();
        String keeping = file.optionalText("holidays").orElse("");
        PublicHolidays holidays = holidays(keeping);
        Set<LocalDate> closingDays = closingDays(file);
        DeadlinePolicy deadlines = deadlines();
        file.done();
        String statement =
                week + " " + keeping + " " + closingDays.stream().sorted().toList() + statement(deadlines);
        return new Listed(new WorkingCalendar(zone, week, holidays, closingDays), deadlines, statement);
    }

    /** What is as usual is left out, so that a folder that doesn't say it keeps its digest. */
    private static String statement(DeadlinePolicy deadlines) {
        if (deadlines.equals(DeadlinePolicy.USUAL)) {
            return "";
        }
        String triage = deadlines.triageWithin().equals(DeadlinePolicy.USUAL.triageWithin())
                ? ""
                : ", triageWithin=" + deadlines.triageWithin();
        return " DeadlinePolicy[warnBefore=" + deadlines.warnBefore() + ", chain=" + deadlines.chain() + triage + "]";
    }

    private Map<DayOfWeek, List<Opening>> week() {
        Map<DayOfWeek, List<Opening>> week = new EnumMap<>(DayOfWeek.class);
        Optional<YamlMap> hours = file.map("workingHours");
        if (hours.isEmpty()) {
            return week;
        }
        for (DayOfWeek day : DayOfWeek.values()) {
            List<Opening> openings = new ArrayList<>();
            for (YamlMap.Item item : hours.get().texts(day.name().toLowerCase(Locale.ROOT))) {
                opening(item, openings).ifPresent(openings::add);
            }
            if (!openings.isEmpty()) {
                week.put(day, openings);
            }
        }
        hours.get().done();
        if (week.isEmpty()) {
            file.error("workingHours", "calendar.never_open");
        }
        return week;
    }

    private Optional<Opening> opening(YamlMap.Item item, List<Opening> before) {
        String[] ends = item.text().split("-", -1);
        try {
            if (ends.length == 2) {
                Opening opening = new Opening(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
                if (before.isEmpty() || before.getLast().to().isBefore(opening.from())) {
                    return Optional.of(opening);
                }
            }
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            // Reported below, like hours that are out of order.
        }
        file.findings().error(file.file(), item.line(), "calendar.hours", item.text());
        return Optional.empty();
    }

    private PublicHolidays holidays(String keeping) {
        if (keeping.isEmpty()) {
            return PublicHolidays.NONE;
        }
        Optional<PublicHolidays> holidays = NationalHolidays.of(keeping);
        if (holidays.isEmpty()) {
            file.findings()
                    .unknown(
                            file.file(),
                            file.line("holidays"),
                            0,
                            "calendar.holidays",
                            keeping,
                            NationalHolidays.known());
        }
        return holidays.orElse(PublicHolidays.NONE);
    }

    /** Closing days of the territory, or of one department. */
    static Set<LocalDate> closingDays(YamlMap file) {
        Set<LocalDate> days = new HashSet<>();
        for (YamlMap.Item item : file.texts("closingDays")) {
            String[] ends = item.text().split("/", -1);
            try {
                LocalDate first = LocalDate.parse(ends[0].strip());
                LocalDate last = LocalDate.parse(ends[ends.length - 1].strip());
                if (ends.length <= 2 && !last.isBefore(first) && last.isBefore(first.plusDays(LONGEST_CLOSING_DAYS))) {
                    first.datesUntil(last.plusDays(1)).forEach(days::add);
                    continue;
                }
            } catch (DateTimeException unreadable) {
                // Reported below, like days that are out of order.
            }
            file.findings().error(file.file(), item.line(), "calendar.closing_days", item.text());
        }
        return days;
    }

    private DeadlinePolicy deadlines() {
        if (!file.keys().contains("deadlines")) {
            return DeadlinePolicy.USUAL;
        }
        Optional<YamlMap> map = file.map("deadlines");
        if (map.isEmpty()) {
            return DeadlinePolicy.USUAL;
        }
        Duration warnBefore = optionalTime(map.get(), "warnBefore", DeadlinePolicy.USUAL.warnBefore());
        Duration triageWithin = optionalTime(map.get(), "triageWithin", DeadlinePolicy.USUAL.triageWithin());
        List<Escalation> chain = new ArrayList<>();
        for (YamlMap step : map.get().optionalMaps("escalation")) {
            Optional<Level> to = level(step);
            Escalation escalation = new Escalation(to.orElse(Level.LEAD), workingTime(step, "after"));
            if (!chain.isEmpty() && escalation.after().compareTo(chain.getLast().after()) < 0) {
                step.error("after", "deadlines.order");
            }
            chain.add(escalation);
            step.done();
        }
        map.get().done();
        return new DeadlinePolicy(
                warnBefore,
                map.get().keys().contains("escalation") ? chain : DeadlinePolicy.USUAL.chain(),
                triageWithin);
    }

    private static Duration optionalTime(YamlMap map, String key, Duration usual) {
        return map.optionalText(key).isEmpty() ? usual : workingTime(map, key);
    }

    private static Optional<Level> level(YamlMap step) {
        String word = step.text("to");
        Optional<Level> level = Arrays.stream(Level.values())
                .filter(each -> each.word().equals(word))
                .findFirst();
        if (level.isEmpty() && !word.isEmpty()) {
            step.findings()
                    .unknown(
                            step.file(),
                            step.line("to"),
                            0,
                            "deadlines.to",
                            word,
                            Arrays.stream(Level.values()).map(Level::word).toList());
        }
        return level;
    }

    /** Opening hours, as in {@code 8h} or {@code 1h30m}. */
    private static Duration workingTime(YamlMap map, String key) {
        String text = map.text(key);
        try {
            Duration time = Duration.parse("PT" + text);
            if (!time.isNegative() && time.compareTo(LONGEST_NOTICE) <= 0) {
                return time;
            }
        } catch (DateTimeException unreadable) {
            // Reported below, like a time that is too long.
        }
        if (!text.isEmpty()) {
            map.error(key, "deadlines.time", text);
        }
        return Duration.ZERO;
    }
}
