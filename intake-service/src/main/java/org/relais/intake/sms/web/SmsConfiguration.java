package org.relais.intake.sms.web;

import java.time.Clock;
import java.util.Objects;
import org.relais.intake.body.BodyReader;
import org.relais.intake.body.Refusals;
import org.relais.intake.channel.ReceiveContact;
import org.relais.intake.dialogue.Conversations;
import org.relais.intake.dialogue.Dialogue;
import org.relais.intake.dialogue.Turns;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.PlaceNotices;
import org.relais.intake.sms.TakeInText;
import org.relais.intake.sms.TextPieces;
import org.relais.intake.territory.Territories;
import org.relais.platform.masking.PhoneNumbers;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.OpenPaths;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** The channel for text messages; a provider calls where its secret is configured. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SmsSettings.class)
class SmsConfiguration {

    @Bean
    TakeInText takeInText(
            ReceiveContact receiveContact,
            Conversations conversations,
            Turns turns,
            TextPieces pieces,
            Territories territories,
            PhoneNumbers phones,
            Derivations derivations,
            PlaceNotices placeNotices,
            SmsSettings settings) {
        return new TakeInText(
                receiveContact,
                new Dialogue("sms", receiveContact, conversations, turns, derivations, placeNotices),
                pieces,
                territories,
                (written, region) -> phones.international(written, region).orElse(null),
                settings.jurisdictionId());
    }

    @Bean
    PiecesEnd piecesEnd(TextPieces pieces, Clock clock) {
        return new PiecesEnd(pieces, clock);
    }

    /** Forgets pieces of long texts, and long texts, that nobody asks for any more. */
    record PiecesEnd(TextPieces pieces, Clock clock) {

        @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT15M")
        void forgetOldPieces() {
            pieces.forget(clock.instant());
        }
    }

    @Bean
    @ConditionalOnProperty(SmsWebhookController.SECRET)
    SmsWebhookController smsWebhookController(
            TakeInText takeInText,
            BodyReader bodies,
            Refusals refusals,
            Problems problems,
            Clock clock,
            SmsSettings settings) {
        return new SmsWebhookController(
                takeInText,
                new WebhookSignature(Objects.requireNonNull(settings.webhookSecret()), settings.tolerance()),
                bodies,
                refusals,
                problems,
                clock);
    }

    /** Open to whoever signs. */
    @Bean
    @ConditionalOnProperty(SmsWebhookController.SECRET)
    OpenPaths openToTheProvider() {
        return OpenPaths.of("POST " + SmsWebhookController.PATH);
    }
}
