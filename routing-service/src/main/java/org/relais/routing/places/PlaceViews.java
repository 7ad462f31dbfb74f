package org.relais.routing.places;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.routing.cases.CaseView;
import org.relais.routing.cases.Moments;
import org.relais.routing.cases.RecurringPlaces;
import org.relais.routing.cases.RecurringPlaces.Occurrence;
import org.relais.routing.cases.RecurringPlaces.Position;
import org.relais.routing.cases.RecurringPlaces.RecurringPlace;
import org.relais.routing.cases.RecurringPlaces.Sought;
import org.relais.routing.territory.Service;
import org.relais.routing.territory.Territories;
import org.springframework.stereotype.Component;

/** Reads pages of places in a reader's language. */
@Component
class PlaceViews {

    private static final String BETWEEN = "/";

    private final RecurringPlaces places;
    private final Territories territories;
    private final Clock clock;

    PlaceViews(RecurringPlaces places, Territories territories, Clock clock) {
        this.places = places;
        this.territories = territories;
        this.clock = clock;
    }

    /** @param nextCursor where the next page starts; null on the last one */
    record Page(List<PlaceView> items, @Nullable String nextCursor) {}

    /**
     * @param department whose places; null: everybody's
     * @param territories of which; null: all
     */
    Page page(
            @Nullable String department,
            @Nullable Set<String> territories,
            @Nullable Position after,
            int limit,
            Locale language) {
        List<RecurringPlace> found =
                places.list(new Sought(department, territories, privateServices(), after, limit + 1), clock.instant());
        List<RecurringPlace> shown = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                shown.stream().map(place -> view(place, language)).toList(),
                found.size() > limit ? cursor(Position.of(shown.getLast())) : null);
    }

    /** The position that a cursor means; empty if it is none of ours. */
    static Optional<Position> position(String cursor) {
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split(BETWEEN);
            return parts.length == 3
                    ? Optional.of(new Position(
                                    Integer.parseInt(parts[0]), Instant.parse(parts[1]), UUID.fromString(parts[2])))
                            .filter(position -> Moments.mayStandInCursor(position.latest()))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String cursor(Position position) {
        String text = position.times() + BETWEEN + position.latest() + BETWEEN + position.placeId();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private Set<String> privateServices() {
        return territories.current().stream()
                .flatMap(territory -> territory.services().stream()
                        .filter(Service::isPrivate)
                        .map(service -> territory.jurisdictionId() + "/" + service.code()))
                .collect(Collectors.toSet());
    }

    private PlaceView view(RecurringPlace place, Locale language) {
        return new PlaceView(
                place.recurrence().placeId(),
                place.jurisdictionId(),
                new CaseView.Named(place.serviceCode(), serviceName(place, language)),
                new CaseView.Location(place.latitude(), place.longitude(), address(place)),
                place.recurrence().times(),
                place.recurrence().since(),
                place.latest(),
                place.occurrences().stream().map(PlaceViews::request).toList());
    }

    private String serviceName(RecurringPlace place, Locale language) {
        String code = place.serviceCode();
        return territories
                .current(place.jurisdictionId())
                .map(territory -> territory.serviceName(code, language))
                .orElse(code);
    }

    /** As the latest request that the reader may open says it. */
    private static @Nullable String address(RecurringPlace place) {
        return place.occurrences().stream()
                .map(Occurrence::address)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static PlaceView.Request request(Occurrence occurrence) {
        return new PlaceView.Request(
                occurrence.caseId(),
                occurrence.trackingCode(),
                occurrence.status(),
                occurrence.department(),
                occurrence.submittedAt());
    }
}
