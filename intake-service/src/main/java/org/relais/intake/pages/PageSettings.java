package org.relais.intake.pages;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may say of the pages.
 *
 * @param jurisdictionId the territory they are for, where several are published and each has an address of its own
 * @param addresses files of addresses (the columns of the French national address base), searched without any network
 * @param geocoder asked first for addresses, where an operator names one; none by default
 * @param tiles where map tiles come from, for example {@code https://tiles.example.org/{z}/{x}/{y}.png}; none by default: the map
 *     then shows the territory's outline
 * @param tilesCredit whose tiles they are, shown on the map
 * @param texts whether the notification service sends texts: without them who wants to hear gives an e-mail address, and a phone number
 *     only serves to be called
 */
@ConfigurationProperties("relais.pages")
public record PageSettings(
        @Nullable String jurisdictionId,
        @DefaultValue List<Path> addresses,
        @Nullable Geocoder geocoder,
        @Nullable String tiles,
        @Nullable String tilesCredit,
        @DefaultValue("false") boolean texts) {

    public PageSettings {
        addresses = List.copyOf(addresses);
    }

    /** Whether somebody who leaves these hears by themselves. */
    public boolean canTell(@Nullable String email, @Nullable String phone) {
        return isWritten(email) || texts && isWritten(phone);
    }

    private static boolean isWritten(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    /**
     * A service that finds addresses. What people type and where they point goes to it.
     *
     * @param url where it is, for example {@code https://geocoder.example.org}; {@code /search} and {@code /reverse} lie below
     * @param timeout how long it may take; then the files of addresses answer
     * @param perMinute how often it is asked for one caller in a minute; then the files of addresses answer them
     */
    public record Geocoder(
            URI url,
            @DefaultValue("BAN") Shape shape,
            @DefaultValue("2s") Duration timeout,
            @DefaultValue("120") int perMinute) {

        public Geocoder {
            if (!"https".equals(url.getScheme()) && !"http".equals(url.getScheme())) {
                throw new IllegalArgumentException("relais.pages.geocoder.url begins with neither https: nor http:");
            }
            if (perMinute < 1) {
                throw new IllegalArgumentException("relais.pages.geocoder.per-minute: at least one");
            }
        }

        /** Whose interface it has. */
        public enum Shape {
            BAN,
            NOMINATIM
        }
    }

    /** Scheme, host and port that tiles are read from; null without tiles. */
    public @Nullable String tilesOrigin() {
        if (tiles == null || tiles.isBlank()) {
            return null;
        }
        URI address = URI.create(tiles.replaceAll("\\{[a-z]}", "0"));
        return address.getScheme() + "://" + address.getAuthority();
    }
}
