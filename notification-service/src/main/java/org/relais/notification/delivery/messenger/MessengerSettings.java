package org.relais.notification.delivery.messenger;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
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

    private static final String PROVIDERS = "relais.messaging.providers";

    MessengerSettings {
        providers = Map.copyOf(providers);
        providers.forEach((name, provider) -> {
            String settings = PROVIDERS + "." + name;
            MessengerAccount.requireName(name, PROVIDERS);
            MessengerAccount.requireKind(provider.kind(), settings);
            if (provider.template() != null && provider.kind() != MessengerKind.WHATSAPP) {
                throw new IllegalArgumentException(settings + ".template is for WhatsApp alone");
            }
            if (provider.replyUrl() != null) {
                account(name, provider, patience);
            }
        });
    }

    MessengerAccount account(String name, Provider provider) {
        return account(name, provider, patience);
    }

    private static MessengerAccount account(String name, Provider provider, Duration patience) {
        return MessengerAccount.of(
                provider.kind(), provider.replyUrl(), provider.token(), patience, PROVIDERS + "." + name);
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
