package org.relais.intake.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.relais.embedded.EmbeddedKafka;
import org.relais.embedded.EmbeddedMail;
import org.relais.embedded.EmbeddedPostgres;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.ReceivedContacts;
import org.relais.intake.channel.ContactOutcome;
import org.relais.intake.mail.TakeInMail;
import org.relais.intake.mail.mime.MimeReader;
import tools.jackson.databind.JsonNode;

/** A mailbox of a territory that doesn't have the languages that are guessed. */
class MailLanguageIT {

    @Test
    void keepsWhoWritesInALanguageThatTheTerritoryHasNot() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                EmbeddedPostgres postgres = EmbeddedPostgres.start();
                EmbeddedMail mail = EmbeddedMail.start();
                IntakeUnderTest intake = IntakeUnderTest.start(
                                kafka,
                                postgres,
                                "--relais.mail.address=" + IntakeUnderTest.MAILBOX,
                                "--relais.mail.imap.host=" + mail.host(),
                                "--relais.mail.imap.port=" + mail.imapPort(),
                                "--relais.mail.imap.tls=false",
                                "--relais.mail.imap.password=" + IntakeUnderTest.MAILBOX)
                        .withTerritoryIn("de")) {
            byte[] raw = ("From: Greta Canari <greta@canari.example>\r\nTo: " + IntakeUnderTest.MAILBOX
                            + "\r\n"
                            + "Message-ID: <l-1@canari.example>\r\n"
                            + "Subject: Eine Bank\r\n\r\n"
                            + "Die Bank ist kaputt.\r\n")
                    .getBytes(StandardCharsets.UTF_8);

            ContactOutcome outcome = intake.part(TakeInMail.class)
                    .take(new MimeReader().read(raw), Instant.parse("2026-03-01T10:00:00Z"));

            ContactOutcome.Filed filed = (ContactOutcome.Filed) outcome;
            JsonNode contact =
                    new ReceivedContacts(intake).contactOf(filed.requestId().toString());
            assertThat(filed.leftOut()).isEmpty();
            assertThat(contact.path("email").asString()).isEqualTo("greta@canari.example");
            assertThat(contact.path("language").asString()).isEqualTo("de");
            assertThat(contact.path("reply").path("thread").asString()).isEqualTo("<l-1@canari.example>");
            assertThat(contact.path("replyTo").asString()).startsWith("demandes+");
        }
    }
}
