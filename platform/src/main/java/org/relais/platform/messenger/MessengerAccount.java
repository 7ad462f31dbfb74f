package org.relais.platform.messenger;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
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

    private static final String PROVIDERS = "relais.messaging.providers";

    private static final String NAME = "[a-z][a-z0-9-]{1,30}";

    /** Names of channels that are no messenger of this kind. */
    private static final Set<String> TAKEN = Set.of("email", "sms", "phone", "none", "matrix");

    public MessengerAccount {
        token = token == null || token.isBlank() ? null : token.strip();
    }

    /**
     * Of one messenger, as it is set.
     *
     * @param name by which it is set, and its channel is known
     * @return empty where it has no address: then nothing is handed over to it
     * @throws IllegalArgumentException if none bears such a name, it isn't said whose messages these are, or it can't be called; names
     *     the setting, and repeats no value
     */
    public static Optional<MessengerAccount> of(
            String name,
            @Nullable MessengerKind kind,
            @Nullable URI replyUrl,
            @Nullable String token,
            Duration patience) {
        if (!name.matches(NAME) || TAKEN.contains(name)) {
            throw new IllegalArgumentException(PROVIDERS + ": " + name + " is no name for a messenger");
        }
        if (kind == null) {
            throw new IllegalArgumentException(settings(name) + ".kind isn't set: whatsapp, telegram or plain");
        }
        if (replyUrl == null) {
            return Optional.empty();
        }
        if (!String.valueOf(replyUrl.getScheme()).matches("https?") || replyUrl.getHost() == null) {
            throw new IllegalArgumentException(
                    settings(name) + ".reply-url: begin with https:// and the messenger's host");
        }
        return Optional.of(new MessengerAccount(kind, replyUrl, token, patience));
    }

    /** What the settings of one messenger stand below, for errors. */
    public static String settings(String name) {
        return PROVIDERS + "." + name;
    }

    @Override
    public String toString() {
        return "MessengerAccount[" + kind + "]";
    }
}
