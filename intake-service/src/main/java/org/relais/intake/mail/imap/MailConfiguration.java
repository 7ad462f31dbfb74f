package org.relais.intake.mail.imap;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.relais.intake.channel.ContactLedger;
import org.relais.intake.channel.ReceiveContact;
import org.relais.intake.mail.SignedReplyAddresses;
import org.relais.intake.mail.TakeInMail;
import org.relais.intake.mail.mime.MimeReader;
import org.relais.intake.vault.InstallationSecret;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
            ReceiveContact receiveContact, SignedReplyAddresses replyAddresses, MailboxSettings settings) {
        return new TakeInMail(
                receiveContact, replyAddresses, settings.address(), settings.authservId(), settings.jurisdictionId());
    }

    @Bean
    MailboxReader mailboxReader(
            DataSource database, TakeInMail takeInMail, MailboxSettings settings, Clock clock, MeterRegistry meters) {
        return new MailboxReader(
                database, settings, new MailHandling(takeInMail, new MimeReader()::read, settings, clock), meters);
    }
}
