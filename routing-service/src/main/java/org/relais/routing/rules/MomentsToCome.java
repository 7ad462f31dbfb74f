package org.relais.routing.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.relais.routing.calendar.WorkingCalendar;

/**
 * Moments of the next two years, and so of every weekday and season, at which windows are tried: at each whole hour, and where hours
 * of a window or of work begin or end, so that no stretch between two of them is passed over for being short.
 */
final class MomentsToCome {

    private static final int DAYS = 2 * 365;

    /** So many days' moments take some milliseconds and kilobytes for each window that is tried. */
    static final int MOST_WINDOWS = 500;

    /** Times of day other than whole hours and those of the calendar: each adds a moment a day to every window. */
    private static final int MOST_TIMES = 100;

    private final WorkingCalendar calendar;
    private final List<Instant> moments;
    private final BitSet open = new BitSet();
    private final Set<LocalTime> times = new TreeSet<>();
    private final Map<TimeWindow, BitSet> included = new HashMap<>();

    /** @param windows whose hours begin or end at times of their own; of very many of these the first are kept */
    MomentsToCome(LocalDate today, WorkingCalendar calendar, Collection<TimeWindow> windows) {
        this.calendar = calendar;
        IntStream.range(0, 24).forEach(hour -> times.add(LocalTime.of(hour, 0)));
        // The moment of closing itself counts as open.
        calendar.openings()
                .forEach(opening ->
                        times.addAll(List.of(opening.from(), opening.to().plusMinutes(1))));
        times.addAll(windows.stream()
                .flatMap(TimeWindow::bounds)
                .distinct()
                .filter(time -> !times.contains(time))
                .limit(MOST_TIMES)
                .toList());
        this.moments = today.datesUntil(today.plusDays(DAYS))
                .flatMap(day -> times.stream()
                        .map(time -> day.atTime(time).atZone(calendar.zone()).toInstant()))
                .toList();
        for (int number = 0; number < moments.size(); number++) {
            open.set(number, calendar.isOpen(moments.get(number)));
        }
    }

    /** Whether all that these windows include can be told: they are not too many, with those tried before, nor their hours. */
    boolean canTry(Collection<TimeWindow> windows) {
        long further = windows.stream()
                .distinct()
                .filter(window -> !included.containsKey(window))
                .count();
        return included.size() + further <= MOST_WINDOWS
                && windows.stream().flatMap(TimeWindow::bounds).allMatch(times::contains);
    }

    /** Whether some moment is in both windows. */
    boolean anyInBoth(TimeWindow one, TimeWindow other) {
        return includedIn(one).intersects(includedIn(other));
    }

    /**
     * The first moment that none of the windows includes, as {@code 2026-01-03T22:00} in the territory's time zone.
     *
     * @param whileOpen whether it may be one at which the territory is at work
     * @param whileClosed whether it may be one at which it isn't
     */
    Optional<String> firstOutside(Collection<TimeWindow> windows, boolean whileOpen, boolean whileClosed) {
        BitSet left = new BitSet();
        left.set(0, moments.size());
        windows.forEach(window -> left.andNot(includedIn(window)));
        if (!whileClosed) {
            left.and(open);
        }
        if (!whileOpen) {
            left.andNot(open);
        }
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(LocalDateTime.ofInstant(moments.get(left.nextSetBit(0)), calendar.zone())
                        .toString());
    }

    private BitSet includedIn(TimeWindow window) {
        return included.computeIfAbsent(window, each -> {
            BitSet in = new BitSet();
            for (int number = 0; number < moments.size(); number++) {
                in.set(number, each.includes(moments.get(number), calendar));
            }
            return in;
        });
    }
}
