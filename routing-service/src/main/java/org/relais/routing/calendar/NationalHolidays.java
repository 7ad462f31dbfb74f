package org.relais.routing.calendar;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Public holidays of a country, or of a region of it: {@code fr}, or {@code us/ma}. Each year is worked out once. */
public final class NationalHolidays implements PublicHolidays {

    private final HolidayManager manager;
    private final String[] region;
    private final Map<Integer, Set<LocalDate>> years = new ConcurrentHashMap<>();

    private NationalHolidays(HolidayManager manager, String[] region) {
        this.manager = manager;
        this.region = region;
    }

    /** Empty where the country, or the region in it, is not known. */
    public static Optional<PublicHolidays> of(String countryAndRegion) {
        String[] path = countryAndRegion.toLowerCase(Locale.ROOT).split("/", -1);
        if (!known().contains(path[0])) {
            return Optional.empty();
        }
        HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(path[0]));
        CalendarHierarchy place = manager.getCalendarHierarchy();
        for (int level = 1; level < path.length; level++) {
            place = child(place, path[level]);
            if (place == null) {
                return Optional.empty();
            }
            path[level] = place.getId();
        }
        return Optional.of(new NationalHolidays(manager, Arrays.copyOfRange(path, 1, path.length)));
    }

    private static @Nullable CalendarHierarchy child(CalendarHierarchy place, String code) {
        return place.getChildren().values().stream()
                .filter(region -> region.getId().equalsIgnoreCase(code))
                .findFirst()
                .orElse(null);
    }

    /** Codes of the countries. */
    public static SortedSet<String> known() {
        SortedSet<String> codes = new TreeSet<>();
        HolidayManager.getSupportedCalendarCodes().forEach(code -> codes.add(code.toLowerCase(Locale.ROOT)));
        return codes;
    }

    @Override
    public boolean include(LocalDate day) {
        return years.computeIfAbsent(day.getYear(), this::holidaysOf).contains(day);
    }

    private Set<LocalDate> holidaysOf(int year) {
        return manager.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, region).stream()
                .map(Holiday::getDate)
                .collect(Collectors.toUnmodifiableSet());
    }
}
