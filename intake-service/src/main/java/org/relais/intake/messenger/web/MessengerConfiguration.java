package org.relais.intake.messenger.web;

import java.time.Clock;
import org.relais.intake.channel.ReceiveContact;
import org.relais.intake.dialogue.Conversations;
import org.relais.intake.dialogue.Dialogue;
import org.relais.intake.dialogue.Turns;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.PlaceNotices;
import org.relais.intake.messenger.TakeInMessage;
import org.relais.intake.territory.Territories;
import org.relais.intake.vault.MasterKeys;
import org.relais.platform.masking.PhoneNumbers;
import org.relais.platform.security.OpenPaths;
import org.relais.platform.security.ServiceClients;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;

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
    UntoldReceipts untoldReceipts(
            ServiceClients clients,
            @Value("${relais.notification.url}") String url,
            JdbcClient database,
            TransactionTemplate transaction,
            MasterKeys masterKeys) {
        return new UntoldReceipts(new ReceiptsToNotification(clients, url), database, transaction, masterKeys);
    }

    @Bean
    ReceiptsRetry receiptsRetry(UntoldReceipts receipts, Clock clock) {
        return new ReceiptsRetry(receipts, clock);
    }

    /** Tells notification what it could not be told before. */
    record ReceiptsRetry(UntoldReceipts receipts, Clock clock) {

        @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT30S")
        void tellKept() {
            receipts.tellKept(clock.instant());
        }
    }

    /** Open to whoever proves themselves. */
    @Bean
    OpenPaths openToMessengers() {
        return OpenPaths.of("POST /api/v1/channels/messaging/*", "GET /api/v1/channels/messaging/*");
    }
}
