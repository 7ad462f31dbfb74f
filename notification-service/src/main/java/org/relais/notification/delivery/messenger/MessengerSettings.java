package org.relais.notification.delivery.messenger;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.platform.messenger.MessengerAccount;
import org.relais.platform.messenger.MessengerKind;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings below {@code relais.messaging}, the same that intake reads: what is said once, in an environment both have, holds for both.
 * Nothing is sent by a provider without an address for replies.
 *
 * @param providers by the channel's name in intake
 * @param patience how long an answer may take
 */
@ConfigurationProperties("relais.messaging")
record MessengerSettings(
        @DefaultValue Map<String, Provider> providers,
        @DefaultValue("10s") Duration patience) {

    MessengerSettings {
        providers = Map.copyOf(providers);
        providers.forEach((name, provider) -> {
            account(name, provider, patience);
            if (provider.template() != null && provider.kind() != MessengerKind.WHATSAPP) {
                throw new IllegalArgumentException(MessengerAccount.settings(name) + ".template is for WhatsApp alone");
            }
        });
    }

    /** Empty where nothing is sent by it. */
    Optional<MessengerAccount> account(String name, Provider provider) {
        return account(name, provider, patience);
    }

    private static Optional<MessengerAccount> account(String name, Provider provider, Duration patience) {
        return MessengerAccount.of(name, provider.kind(), provider.replyUrl(), provider.token(), patience);
    }

    /**
     * A messenger's other side.
     *
     * @param replyUrl where messages to people are handed over; may hold a secret
     * @param token that goes with calls, as a bearer token
     * @param template name of the template message, approved by WhatsApp in each language, that holds our words in its one place; used
     *     where the person wrote too long ago
     */
    record Provider(
            MessengerKind kind,
            @Nullable URI replyUrl,
            @Nullable String token,
            @Nullable String template) {

        Provider {
            template = template == null || template.isBlank() ? null : template.strip();
        }

        @Override
        public String toString() {
            return "Provider[" + kind + "]";
        }
    }
}
