package org.relais.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.relais.intake.channel.ContactRefusal;
import org.relais.intake.mail.mime.MimeReader;

class ScreeningTest {

    private static final Screening SCREENING = new Screening(new MailAddress("demandes@valmont.example"));
    private static final SenderCheck SENDERS = new SenderCheck("mx.valmont.example");

    private static ReceivedMail mail(String headers) {
        String from = headers.contains("From:") ? "" : "From: Ada <ada@canari.example>\r\n";
        return new MimeReader().read((from + headers + "\r\n\r\nUn trou.\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Auto-Submitted: auto-replied|AUTOMATIC",
                "auto-submitted: Auto-Generated (vacation)|AUTOMATIC",
                "Return-Path: <>|BOUNCE",
                "Precedence: bulk|LIST",
                "Precedence: list|LIST",
                "Precedence: junk|AUTOMATIC",
                "Precedence: auto_reply|AUTOMATIC",
                "X-Auto-Response-Suppress: All|AUTOMATIC",
                "X-Auto-Response-Suppress: DR, OOF, AutoReply|AUTOMATIC",
                "X-Autoreply: yes|AUTOMATIC",
                "List-Id: <voisins.example>|LIST",
                "List-Post: <mailto:voisins@example>|LIST",
                "From: MAILER-DAEMON@mx.example|BOUNCE",
                "From: <no-reply@shop.example>|AUTOMATIC",
                "From: Ville <ne-pas-repondre@relais.example>|AUTOMATIC",
                "From: Ville <demandes@valmont.example>|LOOP",
                "From: <Demandes+abc@VALMONT.example>|LOOP",
                "Subject: Réponse automatique : absent|AUTOMATIC",
                "Subject: =?utf-8?Q?R=C3=A9ponse_automatique_=3A_absent?=|AUTOMATIC",
                "Subject: Out of office: back on Monday|AUTOMATIC",
                "Subject: Auto: Jean Martin est absent|AUTOMATIC",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=x|BOUNCE",
                "Content-Type: multipart/report; report-type=disposition-notification; boundary=x|AUTOMATIC",
                "Content-Type: text/calendar; method=REPLY|AUTOMATIC"
            })
    void letsOpenNothing(String headers, ContactRefusal reason) {
        assertThat(SCREENING.objection(mail(headers))).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: Un trou",
                "Auto-Submitted: no",
                "Return-Path: <ada@canari.example>",
                "Precedence: normal",
                "X-Auto-Response-Suppress: none",
                "From: Norep Ly <norbert@canari.example>",
                "Subject: Automatic gate does not close",
                "Subject: =?utf-8?Q?Auto_=3A_une_=C3=A9pave_rue_des_Lilas?=",
                "In-Reply-To: <1@relais.example>",
                "Content-Type: text/calendar; method=REQUEST"
            })
    void letsAPersonsMailPass(String headers) {
        assertThat(SCREENING.objection(mail(headers))).isEmpty();
    }

    @Test
    void believesOurOwnServerAloneAboutASender() {
        assertThat(SENDERS.of(mail("Authentication-Results: mx.valmont.example 1; spf=pass; dmarc=pass")))
                .isEqualTo(SenderCheck.Verdict.VERIFIED);
        assertThat(SENDERS.of(mail(
                        "Authentication-Results: MX.valmont.example; dkim=pass (dmarc=pass); dmarc=fail (p=none)")))
                .isEqualTo(SenderCheck.Verdict.FORGED);
        assertThat(SENDERS.of(mail("Authentication-Results: mx.evil.example; dmarc=pass")))
                .isEqualTo(SenderCheck.Verdict.UNKNOWN);
        assertThat(SENDERS.of(mail("Authentication-Results: evil.example; x=mx.valmont.example; dmarc=pass")))
                .isEqualTo(SenderCheck.Verdict.UNKNOWN);
        assertThat(SENDERS.of(mail("Authentication-Results: mx.valmont.example; dmarc=fail\r\n"
                        + "Authentication-Results: mx.valmont.example; dmarc=pass")))
                .isEqualTo(SenderCheck.Verdict.FORGED);
        assertThat(SENDERS.of(mail("Authentication-Results: mx.valmont.example;"
                        + " spf=pass smtp.mailfrom=\"x dmarc=pass\"@evil.example; dmarc=fail")))
                .as("what the sender wrote is repeated there")
                .isEqualTo(SenderCheck.Verdict.FORGED);
        assertThat(SENDERS.of(mail("Authentication-Results: mx.valmont.example;"
                        + " spf=pass smtp.mailfrom=\"a\\\"; dmarc=pass ;\"@evil.example; dmarc=fail")))
                .isEqualTo(SenderCheck.Verdict.FORGED);
        assertThat(SENDERS.of(mail("Authentication-Results: mx.valmont.example;"
                        + " spf=pass (sender (a; dmarc=pass ;) said; dmarc=pass) smtp.helo=x dmarc=pass; dmarc=fail")))
                .isEqualTo(SenderCheck.Verdict.FORGED);
        assertThat(SENDERS.of(mail("Authentication-Results: mx.valmont.example; spf=pass smtp.helo=x dmarc=pass")))
                .isEqualTo(SenderCheck.Verdict.UNKNOWN);
        assertThat(SENDERS.of(
                        mail("Authentication-Results: mx.valmont.example;dmarc/1 = pass reason=\"a; dmarc=fail\"")))
                .isEqualTo(SenderCheck.Verdict.VERIFIED);
        assertThat(new SenderCheck(null).of(mail("Authentication-Results: mx.valmont.example; dmarc=pass")))
                .isEqualTo(SenderCheck.Verdict.UNKNOWN);
    }
}
