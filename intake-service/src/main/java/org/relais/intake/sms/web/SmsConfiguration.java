package org.relais.intake.sms.web;

import java.time.Clock;
import java.time.Instant;
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
import org.relais.platform.retry.Unavailability;
import org.relais.platform.security.OpenPaths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
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
                settings.jurisdictionId(),
                Unavailability::isBehind);
    }

    @Bean
    PiecesEnd piecesEnd(TakeInText takeInText, TextPieces pieces, Clock clock) {
        return new PiecesEnd(takeInText, pieces, clock);
    }

    /** Takes in what came of long texts of which no more is awaited, and forgets those that nobody asks for any more. */
    record PiecesEnd(TakeInText takeInText, TextPieces pieces, Clock clock) {

        private static final Logger LOG = LoggerFactory.getLogger(PiecesEnd.class);

        @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT5M")
        void endWaits() {
            Instant now = clock.instant();
            try {
                takeInText.takeInOverdue(now);
            } catch (RuntimeException failure) {
                LOG.atLevel(Unavailability.isBehind(failure) ? Level.WARN : Level.ERROR)
                        .addKeyValue("channel", "sms")
                        .addKeyValue("outcome", "postponed")
                        .addKeyValue("reason", failure.getClass().getSimpleName())
                        .log("what came of a long text could not be taken in");
            }
            pieces.forget(now);
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
