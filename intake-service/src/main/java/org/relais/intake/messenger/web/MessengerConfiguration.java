package org.relais.intake.messenger.web;

import org.relais.intake.channel.ReceiveContact;
import org.relais.intake.dialogue.Conversations;
import org.relais.intake.dialogue.Dialogue;
import org.relais.intake.dialogue.Turns;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.PlaceNotices;
import org.relais.intake.messenger.TakeInMessage;
import org.relais.intake.territory.Territories;
import org.relais.platform.masking.PhoneNumbers;
import org.relais.platform.security.OpenPaths;
import org.relais.platform.security.ServiceClients;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The channel for messengers; a provider that isn't configured is not found. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MessengerSettings.class)
class MessengerConfiguration {

    @Bean
    TakeInMessage takeInMessage(
            ReceiveContact receiveContact,
            Conversations conversations,
            Turns turns,
            Territories territories,
            PhoneNumbers phones,
            Derivations derivations,
            PlaceNotices placeNotices) {
        return new TakeInMessage(
                receiveContact,
                new Dialogue("messaging", receiveContact, conversations, turns, derivations, placeNotices),
                territories,
                (written, region) -> phones.international(written, region).orElse(null));
    }

    @Bean
    ProviderCalls providerCalls(MessengerSettings settings) {
        return new ProviderCalls(settings.patience(), settings.photoPatience());
    }

    @Bean
    ReceiptsToNotification receiptsToNotification(
            ServiceClients clients, @Value("${relais.notification.url}") String url) {
        return new ReceiptsToNotification(clients, url);
    }

    /** Open to whoever proves themselves. */
    @Bean
    OpenPaths openToMessengers() {
        return OpenPaths.of("POST /api/v1/channels/messaging/*", "GET /api/v1/channels/messaging/*");
    }
}
