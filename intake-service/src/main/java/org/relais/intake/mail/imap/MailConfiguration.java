package org.relais.intake.mail.imap;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.relais.intake.channel.ContactLedger;
import org.relais.intake.channel.ReceiveContact;
import org.relais.intake.filing.Derivations;
import org.relais.intake.mail.MailAnswers;
import org.relais.intake.mail.SignedReplyAddresses;
import org.relais.intake.mail.TakeInMail;
import org.relais.intake.mail.mime.MimeReader;
import org.relais.intake.mail.notification.AnswersByNotification;
import org.relais.intake.territory.Territories;
import org.relais.intake.vault.InstallationSecret;
import org.relais.platform.security.ServiceClients;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The channel for e-mail, where a mailbox is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("relais.mail.address")
@EnableConfigurationProperties(MailboxSettings.class)
class MailConfiguration {

    @Bean
    SignedReplyAddresses replyAddresses(InstallationSecret secret, ContactLedger ledger, MailboxSettings settings) {
        return new SignedReplyAddresses(secret, ledger, settings.address());
    }

    @Bean
    TakeInMail takeInMail(
            ReceiveContact receiveContact,
            SignedReplyAddresses replyAddresses,
            MailAnswers answers,
            Territories territories,
            MailboxSettings settings) {
        return new TakeInMail(
                receiveContact,
                replyAddresses,
                settings.address(),
                settings.authservId(),
                answers,
                territories,
                settings.jurisdictionId());
    }

    @Bean
    MailAnswers mailAnswers(
            ServiceClients clients,
            @Value("${relais.notification.url}") String notificationUrl,
            JdbcClient database,
            Derivations derivations,
            Territories territories,
            MailboxSettings settings,
            Clock clock) {
        return new AnswersByNotification(
                clients.to(notificationUrl), database, derivations, territories, settings.jurisdictionId(), clock);
    }

    @Bean
    MailboxReader mailboxReader(
            DataSource database, TakeInMail takeInMail, MailboxSettings settings, Clock clock, MeterRegistry meters) {
        return new MailboxReader(
                database, settings, new MailHandling(takeInMail, new MimeReader()::read, settings, clock), meters);
    }
}
