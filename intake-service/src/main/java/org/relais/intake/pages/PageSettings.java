package org.relais.intake.pages;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may say of the pages.
 *
 * @param jurisdictionId the territory they are for, where several are published and each has an address of its own
 * @param addresses files of addresses (the columns of the French national address base), searched without any network
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

    /** Key of what is said to somebody who can't be told so. */
    public String unreachable() {
        return texts ? "wrong.email.unreachable" : "wrong.email.needed";
    }

    private static boolean isWritten(@Nullable String value) {
        return value != null && !value.isBlank();
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
