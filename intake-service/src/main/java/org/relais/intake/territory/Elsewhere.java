package org.relais.intake.territory;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who answers at a place that a territory doesn't have.
 *
 * @param name of who does; empty where nobody is known to
 * @param page web address
 * @param jurisdictionId where another territory served here has the place: requests can be filed there
 */
public record Elsewhere(
        Labels name,
        @Nullable String page,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String jurisdictionId) {

    private static final Elsewhere UNKNOWN = new Elsewhere(Labels.NONE, null, null, null, null);

    static Elsewhere unknown() {
        return UNKNOWN;
    }

    static Elsewhere at(Neighbour neighbour) {
        return new Elsewhere(neighbour.area().name(), neighbour.page(), neighbour.phone(), neighbour.email(), null);
    }

    static Elsewhere in(Territory other) {
        return new Elsewhere(
                other.name(),
                null,
                unlessBlank(other.contact().phone()),
                unlessBlank(other.contact().email()),
                other.jurisdictionId());
    }

    private static @Nullable String unlessBlank(@Nullable String way) {
        return way == null || way.isBlank() ? null : way;
    }

    /** Whether it is known who answers there. */
    public boolean isKnown() {
        return !name.byLanguage().isEmpty();
    }

    /** Who answers there with page, telephone and e-mail address, as far as they are known: {@code Rivebois (+33 1 99 00 30 00)}. */
    public String nameAndReach(String language) {
        String reach = Stream.of(page, phone, email).filter(Objects::nonNull).collect(Collectors.joining(", "));
        return reach.isEmpty() ? name.in(language) : name.in(language) + " (" + reach + ")";
    }
}
