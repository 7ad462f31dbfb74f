package org.relais.intake.messenger.web;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.relais.platform.messenger.MessengerAccount;
import org.relais.platform.messenger.MessengerKind;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings below {@code relais.messaging}. Without a provider there is no such channel. Notification reads its own from the same place.
 *
 * @param providers by the name in the webhook's address, which is the channel's too: {@code whatsapp}, {@code telegram}, any other
 * @param patience how long a call to a provider may take before it answers
 * @param photoPatience how long a picture may take to come whole once the provider answers
 */
@ConfigurationProperties("relais.messaging")
record MessengerSettings(
        @DefaultValue Map<String, Provider> providers,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("30s") Duration photoPatience) {

    MessengerSettings {
        providers = Map.copyOf(providers);
        providers.forEach((name, provider) -> {
            MessengerAccount.of(name, provider.kind(), provider.replyUrl(), provider.token(), patience);
            String settings = MessengerAccount.settings(name);
            if (provider.secret() == null || provider.secret().isBlank()) {
                throw new IllegalArgumentException(settings + ".secret isn't set");
            }
            if (provider.kind() == MessengerKind.WHATSAPP && provider.replyUrl() == null) {
                throw new IllegalArgumentException(
                        settings + ".reply-url isn't set: WhatsApp doesn't read the answer to its call");
            }
        });
    }

    /**
     * @param secret with which calls are signed; Telegram sends it as it is
     * @param verifyToken what the provider must say before it gets its challenge back
     * @param jurisdictionId the territory it is for; needed only where there are several
     * @param replyUrl where answers are sent; without one they stand in the answer to the call, which
     *     WhatsApp doesn't read
     * @param token that goes with calls to the provider, as a bearer token
     * @param photoUrl where a picture is had, {@code {id}} standing for the provider's name of it: the picture itself, or JSON that
     *     says where it is
     * @param photoFileUrl where Telegram's files are had, {@code {path}} standing for what the first call answered
     * @param photoHosts hosts beside that of {@code photoUrl} that a picture may be at
     */
    record Provider(
            MessengerKind kind,
            @Nullable String secret,
            @Nullable String verifyToken,
            @Nullable String jurisdictionId,
            @Nullable URI replyUrl,
            @Nullable String token,
            @Nullable String photoUrl,
            @Nullable String photoFileUrl,
            @DefaultValue List<String> photoHosts) {

        Provider {
            photoHosts = List.copyOf(photoHosts);
        }

        /** Addresses may hold secrets too. */
        @Override
        public String toString() {
            return "Provider[" + kind + "]";
        }
    }
}
