package org.relais.platform.messenger;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a messenger is called, and as whom it knows us. The address may hold a secret too.
 *
 * @param replyUrl where messages to people are handed over
 * @param token that goes with calls, as a bearer token; null where the address alone says who calls
 * @param patience how long an answer may take
 */
public record MessengerAccount(
        MessengerKind kind, URI replyUrl, @Nullable String token, Duration patience) {

    private static final String NAME = "[a-z][a-z0-9-]{1,30}";

    /** Names of channels that are no messenger of this kind. */
    private static final Set<String> TAKEN = Set.of("email", "sms", "phone", "none", "matrix");

    public MessengerAccount {
        token = token == null || token.isBlank() ? null : token.strip();
    }

    /**
     * @param settings that the values stand below, such as {@code relais.messaging.providers.whatsapp}, for the errors
     * @throws IllegalArgumentException if the messenger can't be called by it; names the setting, and repeats no value
     */
    public static MessengerAccount of(
            @Nullable MessengerKind kind,
            @Nullable URI replyUrl,
            @Nullable String token,
            Duration patience,
            String settings) {
        MessengerKind known = requireKind(kind, settings);
        if (replyUrl == null || !String.valueOf(replyUrl.getScheme()).matches("https?") || replyUrl.getHost() == null) {
            throw new IllegalArgumentException(settings + ".reply-url: begin with https:// and the messenger's host");
        }
        return new MessengerAccount(known, replyUrl, token, patience);
    }

    /** @throws IllegalArgumentException if it isn't said whose messages these are; names the setting */
    public static MessengerKind requireKind(@Nullable MessengerKind kind, String settings) {
        if (kind == null) {
            throw new IllegalArgumentException(settings + ".kind isn't set: whatsapp, telegram or plain");
        }
        return kind;
    }

    /**
     * @param settings that the name stands below, such as {@code relais.messaging.providers}, for the errors
     * @throws IllegalArgumentException if no messenger can bear the name
     */
    public static void requireName(String name, String settings) {
        if (!name.matches(NAME) || TAKEN.contains(name)) {
            throw new IllegalArgumentException(settings + ": " + name + " is no name for a messenger");
        }
    }

    @Override
    public String toString() {
        return "MessengerAccount[" + kind + "]";
    }
}
