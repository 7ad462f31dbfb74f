package org.relais.intake.browsing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.territory.Area;
import org.relais.intake.territory.Territory;
import org.relais.intake.tracking.OpenState;

/**
 * What a caller wrote to choose from the public list. Blank means any; what names nothing that is public finds nothing.
 *
 * @param after where the page before ended, as {@link #cursor} wrote it
 */
public record Filters(
        @Nullable String service,
        @Nullable String area,
        @Nullable String status,
        @Nullable String words,
        @Nullable String after) {

    private static final Instant BEGINNING = Instant.EPOCH;
    private static final Duration WORDS_REACH = Duration.ofDays(365);
    private static final int MOST_WORDS = 8;
    private static final int LONGEST_WORDS = 200;

    public Filters {
        service = blankToNull(service);
        area = blankToNull(area);
        status = blankToNull(status);
        words = blankToNull(words);
        after = blankToNull(after);
    }

    /** Empty where a filter names what isn't there, so that nothing can be found. */
    public Optional<PublicSearch> search(Territory territory, Instant now, int limit) {
        Set<String> services = territory.listedServices();
        if (service != null) {
            services = services.contains(service) ? Set.of(service) : Set.of();
        }
        Area chosen = chosenArea(territory);
        if (services.isEmpty() || area != null && chosen == null || status != null && state().isEmpty()) {
            return Optional.empty();
        }
        List<String> sought = soughtWords();
        return Optional.of(new PublicSearch(
                territory.jurisdictionId(),
                services,
                chosen,
                state().orElse(null),
                sought,
                sought.isEmpty() ? BEGINNING : now.minus(WORDS_REACH),
                position().orElse(null),
                limit));
    }

    public Optional<OpenState> state() {
        return status == null ? Optional.empty() : OpenState.ofWord(status);
    }

    /** Whether it can be read at all. */
    public boolean hasUnreadableCursor() {
        return after != null && position().isEmpty();
    }

    /** Where a list went as far as this request, as text that goes into an address. */
    public static String cursor(PublicRequests.Listed last) {
        return last.askedAt().getEpochSecond() + "." + last.askedAt().getNano() + "." + last.id();
    }

    private Optional<PublicSearch.Position> position() {
        String[] parts = after == null ? new String[0] : after.split("\\.", 3);
        if (parts.length < 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PublicSearch.Position(
                    Instant.ofEpochSecond(
                            Math.clamp(Long.parseLong(parts[0]), 0, 253_402_300_799L), Integer.parseInt(parts[1])),
                    UUID.fromString(parts[2])));
        } catch (IllegalArgumentException notACursor) {
            return Optional.empty();
        }
    }

    private @Nullable Area chosenArea(Territory territory) {
        return territory.areas().stream()
                .filter(each -> each.id().equals(area))
                .findFirst()
                .orElse(null);
    }

    private List<String> soughtWords() {
        if (words == null) {
            return List.of();
        }
        String bounded = words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) : words;
        return Likeness.words(bounded).stream().limit(MOST_WORDS).toList();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Override
    public String toString() {
        return "Filters[service=" + service + ", area=" + area + ", status=" + status + "]";
    }
}
