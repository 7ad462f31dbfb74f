package org.relais.intake.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.relais.event.common.v1.Channel;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.ReceivedContacts;
import org.relais.intake.attachment.TestPictures;
import org.relais.intake.channel.ContactOutcome;
import org.relais.intake.channel.ContactRefusal;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.mail.TakeInMail;
import org.relais.intake.mail.mime.Corpus;
import org.relais.intake.mail.mime.MimeReader;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

/** A real mailbox: one thing comes of each mail, whatever it is and whatever happens meanwhile. */
class MailboxIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int MOST_AN_HOUR = 20;

    private final IntakeUnderTest intake = IntakeUnderTest.shared();
    private final ReceivedContacts contacts = new ReceivedContacts(intake);

    private static String mail(String messageId, String to, String text) {
        return "From: Ada Canari <ada.%s@canari.example>\r\nTo: %s\r\nMessage-ID: <%s@canari.example>\r\nSubject: Un banc cassé\r\n\r\n%s\r\n"
                .formatted(messageId, to, messageId, text);
    }

    private static String mail(String messageId, String text) {
        return mail(messageId, IntakeUnderTest.MAILBOX, text);
    }

    @Test
    void makesARequestOfAMailAndGivesTheThreadToNotification() throws Exception {
        deliver(mail("m-1", "Il manque deux lattes, appelez le 06 12 34 56 78.\n\n-- \nAda"));

        UUID request = theOnlyRequest("ada.m-1@canari.example", "m-1");
        assertThat(intake.decoded(await().atMost(SOON)
                        .until(() -> intake.published(request.toString()), list -> !list.isEmpty())
                        .getFirst()))
                .isInstanceOfSatisfying(ServiceRequestSubmitted.class, event -> {
                    assertThat(event.getChannel()).isEqualTo(Channel.EMAIL);
                    assertThat(event.getDescription())
                            .isEqualTo("Un banc cassé\n\nIl manque deux lattes, appelez le [téléphone masqué].");
                    assertThat(event.getServiceCode()).isEmpty();
                    assertThat(event.getLanguage()).isEqualTo("fr");
                });
        JsonNode contact = contacts.contactOf(request.toString());
        assertThat(contact.path("email").asString()).isEqualTo("ada.m-1@canari.example");
        assertThat(contact.path("reply").path("thread").asString()).isEqualTo("<m-1@canari.example>");
        assertThat(contact.path("replyTo").asString()).startsWith("demandes+");
        emptied();
    }

    @Test
    void addsAReplyToItsRequestWhoeverSendsItAndBelievesNoOther() {
        deliver(mail("m-2", "Il manque deux lattes."));
        UUID request = theOnlyRequest("ada.m-2@canari.example", "m-2");
        String replyTo = contacts.contactOf(request.toString()).path("replyTo").asString();

        deliver(mail("m-3", replyTo, "Devant le 12.\n\nLe 2 mars 2026 à 10:00, Ville a écrit :\n> Où est-ce ?"));
        deliver(mail("m-4", replyTo.replace("@", "a@"), "Je ne suis pas Ada."));

        await().atMost(SOON).untilAsserted(() -> assertThat(outcomes()).containsKeys("m-3", "m-4"));
        assertThat(outcomes()).containsEntry("m-3", "added").containsEntry("m-4", "filed");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(intake.published(request.toString())).hasSize(2));
        assertThat(intake.decoded(intake.published(request.toString()).get(1)))
                .isInstanceOfSatisfying(
                        DetailsAdded.class,
                        added -> assertThat(added.getDescription()).isEqualTo("Devant le 12."));
    }

    @Test
    void publishesNothingOfWhatAReplyQuotes() throws Exception {
        deliver(mail("m-30", "Il manque deux lattes."));
        UUID request = theOnlyRequest("ada.m-30@canari.example", "m-30");
        String replyTo = contacts.contactOf(request.toString()).path("replyTo").asString();
        String quoted =
                "\r\n\r\nLe 2 mars 2026 à 10:00, Ville a écrit :\r\n> Votre demande K7QF-29MD\r\n> 12 rue des Lilas";

        deliver(mail("m-31", replyTo, quoted));
        deliver(withFile("m-32", "image/jpeg", TestPictures.jpeg(233, 90))
                .replace("To: " + IntakeUnderTest.MAILBOX, "To: " + replyTo)
                .replace("En photo.", quoted));
        await().atMost(SOON).untilAsserted(() -> assertThat(outcomes()).containsKeys("m-31", "m-32"));
        intake.resolve(request.toString());
        // Some programs name no mail that they answer.
        deliver(mail("m-33", replyTo, "Il en manque encore une." + quoted));

        await().atMost(SOON).untilAsserted(() -> assertThat(outcomes()).containsKeys("m-33", "m-33/new"));
        assertThat(outcomes()).containsEntry("m-31", "refused empty").containsEntry("m-32", "added");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(intake.published(request.toString())).hasSize(2));
        assertThat(intake.decoded(intake.published(request.toString()).get(1)))
                .isInstanceOfSatisfying(DetailsAdded.class, added -> {
                    assertThat(added.getDescription()).isEqualTo("…");
                    assertThat(added.getAttachments()).hasSize(1);
                });
        assertThat(contacts.ofRequest(contacts.requestOf("email", key("m-33/new")), "description"))
                .isEqualTo("Un banc cassé\n\nIl en manque encore une.");
        emptied();
        assertThat(in(IntakeUnderTest.MAILBOX, "Relais-kept"))
                .as("a person may see what they meant")
                .contains("<m-31@canari.example>");
    }

    @Test
    void takesInWhatSomebodyPassesOnButNoMailOfOurs() {
        String passedOn =
                "Voir ci-dessous.\r\n\r\n________________________________\r\nDe : Voisin <v@canari.example>\r\n"
                        + "Envoyé : lundi 2 mars 2026\r\nÀ : Ada\r\nObjet : Banc\r\n\r\nIl manque deux lattes";
        String answering = "In-Reply-To: <other@canari.example>\r\n";
        deliver(mail("m-39", "Il manque deux lattes."));
        String code = trackingCode(theOnlyRequest("ada.m-39@canari.example", "m-39"));

        deliver(answering + mail("m-36", passedOn + ".").replace("Subject: ", "Subject: TR : "));
        deliver(answering + mail("m-37", passedOn + ", demande " + code + ".").replace("Subject: ", "Subject: Fwd: "));
        deliver(answering
                + mail("m-38", passedOn + ", saison 2026-2027.").replace("Subject: ", "Subject: TR: 0612-3456 "));

        await().atMost(SOON).untilAsserted(() -> assertThat(outcomes()).containsKeys("m-36", "m-37", "m-38"));
        assertThat(contacts.ofRequest(contacts.requestOf("email", key("m-38")), "description"))
                .contains("Voir ci-dessous.")
                .endsWith("Il manque deux lattes, saison 2026-2027.");
        assertThat(contacts.ofRequest(contacts.requestOf("email", key("m-36")), "description"))
                .startsWith("Un banc cassé\n\nVoir ci-dessous.")
                .endsWith("Il manque deux lattes.");
        assertThat(contacts.ofRequest(contacts.requestOf("email", key("m-37")), "description"))
                .isEqualTo("Un banc cassé\n\nVoir ci-dessous.");
    }

    @Test
    void takesThePlaceOfAReplyIntoTheRequestAndTellsWhomToCall() {
        deliver(mail("m-17", "Il y a une odeur de gaz."));
        UUID request = theOnlyRequest("ada.m-17@canari.example", "m-17");
        JsonNode contact = contacts.contactOf(request.toString());

        deliver(mail(
                "m-18",
                contact.path("replyTo").asString(),
                "12 rue des Canaris\n\n"
                        + "Ada Canari, 14 rue des Canaris\n\n"
                        + "Le 2 mars 2026 à 10:00, Ville a écrit :\n"
                        + "> Où ?"));

        assertThat(contact.path("numberToCall").asString()).isEqualTo("112");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(intake.published(request.toString())).hasSize(2));
        assertThat(intake.decoded(intake.published(request.toString()).get(1)))
                .isInstanceOfSatisfying(
                        DetailsAdded.class,
                        added -> assertThat(added.getLocation().getAddress()).isEqualTo("12 rue des Canaris"));
    }

    @Test
    void takesNoHomeAddressOfASignatureForThePlace() {
        String signature = "\r\n\r\nCordialement,\r\nAda Canari\r\nAdresse : 12 rue des Canaris";
        deliver(mail("m-43", "Il manque deux lattes." + signature));
        UUID request = theOnlyRequest("ada.m-43@canari.example", "m-43");

        deliver(mail(
                "m-44",
                contacts.contactOf(request.toString()).path("replyTo").asString(),
                "Près de l'école." + signature));

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(intake.published(request.toString())).hasSize(2));
        assertThat(intake.decoded(intake.published(request.toString()).getFirst()))
                .isInstanceOfSatisfying(
                        ServiceRequestSubmitted.class,
                        submitted -> assertThat(submitted.getLocation()).isNull());
        assertThat(intake.decoded(intake.published(request.toString()).get(1)))
                .isInstanceOfSatisfying(
                        DetailsAdded.class,
                        added -> assertThat(added.getLocation()).isNull());
    }

    @Test
    void makesARequestOfAReplyToOneThatIsResolvedAndNothingOfThanks() throws Exception {
        deliver(mail("m-14", "Il manque deux lattes."));
        UUID request = theOnlyRequest("ada.m-14@canari.example", "m-14");
        String replyTo = contacts.contactOf(request.toString()).path("replyTo").asString();
        intake.resolve(request.toString());

        deliver("In-Reply-To: <0@testville.example>\r\n" + mail("m-15", replyTo, "Merci beaucoup !\r\n\r\nAda Canari"));
        // The subject is that of a mail of ours: nothing public may lead from one of a person's requests to another.
        deliver("In-Reply-To: <0@testville.example>\r\n"
                + mail("m-16", replyTo, "Il en manque encore une.")
                        .replace("Subject: Un banc cassé", "Subject: Re: Votre demande " + trackingCode(request)));

        await().atMost(SOON).untilAsserted(() -> assertThat(outcomes()).containsKeys("m-15", "m-16", "m-16/new"));
        assertThat(outcomes())
                .containsEntry("m-15", "refused thanks")
                .containsEntry("m-16", "refused request_closed")
                .containsEntry("m-16/new", "filed");
        assertThat(contacts.ofRequest(contacts.requestOf("email", key("m-16/new")), "description"))
                .isEqualTo("Il en manque encore une.");
        assertThat(intake.published(request.toString())).hasSize(1);
        emptied();
        assertThat(in(IntakeUnderTest.MAILBOX, "Relais-kept"))
                .doesNotContain("<m-15@canari.example>", "<m-16@canari.example>");
    }

    @Test
    void keepsThePicturesOfAMailAndTheMailItselfWhereOneCannotBeKept() throws Exception {
        deliver(withFile("m-12", "image/jpeg", TestPictures.jpeg(231, 90)));
        deliver(withFile("m-13", "image/jpeg", "no picture at all".getBytes(StandardCharsets.UTF_8)));

        UUID pictured = theOnlyRequest("ada.m-12@canari.example", "m-12");
        theOnlyRequest("ada.m-13@canari.example", "m-13");
        assertThat(outcomes()).containsEntry("m-12", "filed").containsEntry("m-13", "filed");
        ServiceRequestSubmitted submitted = (ServiceRequestSubmitted) intake.decoded(await().atMost(SOON)
                .until(() -> intake.published(pictured.toString()), list -> !list.isEmpty())
                .getFirst());
        assertThat(submitted.getDescription()).isEqualTo("Un banc cassé\n\nEn photo.");
        assertThat(submitted.getAttachments()).hasSize(1);
        assertThat(intake.get("/api/v1/attachments/"
                                + submitted.getAttachments().getFirst())
                        .statusCode())
                .isEqualTo(200);
        assertThat(contacts.of("email", key("m-13"), "left_out_why")).isEqualTo("not_a_picture");
        emptied();
        assertThat(in(IntakeUnderTest.MAILBOX, "Relais-kept"))
                .contains("<m-13@canari.example>")
                .doesNotContain("<m-12@canari.example>");
    }

    @Test
    void keepsAReplyOfWhichAPartCouldNotBeRead() throws Exception {
        deliver(mail("m-34", "Il manque deux lattes."));
        UUID request = theOnlyRequest("ada.m-34@canari.example", "m-34");
        String replyTo = contacts.contactOf(request.toString()).path("replyTo").asString();

        deliver(withFile("m-35", "application/pkcs7-mime", "sealed".getBytes(StandardCharsets.UTF_8))
                .replace("To: " + IntakeUnderTest.MAILBOX, "To: " + replyTo));

        await().atMost(SOON).untilAsserted(() -> assertThat(outcomes()).containsEntry("m-35", "added"));
        emptied();
        assertThat(in(IntakeUnderTest.MAILBOX, "Relais-kept")).contains("<m-35@canari.example>");
    }

    @Test
    void keepsAReplyOfWhichWordsWereCutThatMayBeThePersonsOwn() throws Exception {
        deliver(mail("m-40", "Il manque deux lattes."));
        UUID request = theOnlyRequest("ada.m-40@canari.example", "m-40");
        String replyTo = contacts.contactOf(request.toString()).path("replyTo").asString();
        String ours = "\r\n\r\nLe 2 mars 2026 à 10:00, Ville a écrit :\r\nVotre demande " + trackingCode(request);

        deliver(mail("m-41", replyTo, "Voici.\r\n\r\nLe 2 mars 2026, mon voisin a écrit :\r\nIl en manque trois."));
        deliver(mail("m-42", replyTo, "Mon voisin m'a écrit :\r\nIl en manque quatre." + ours));

        await().atMost(SOON).untilAsserted(() -> assertThat(outcomes()).containsKeys("m-41", "m-42"));
        assertThat(outcomes()).containsEntry("m-41", "added").containsEntry("m-42", "added");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(intake.published(request.toString())).hasSize(3));
        assertThat(intake.published(request.toString()).stream()
                        .skip(1)
                        .map(intake::decoded)
                        .map(DetailsAdded.class::cast)
                        .map(DetailsAdded::getDescription))
                .containsExactlyInAnyOrder("Voici.", "Mon voisin m'a écrit :\nIl en manque quatre.");
        emptied();
        assertThat(in(IntakeUnderTest.MAILBOX, "Relais-kept"))
                .contains("<m-41@canari.example>")
                .doesNotContain("<m-42@canari.example>");
    }

    private static String withFile(String messageId, String type, byte[] file) {
        return """
            From: Ada Canari <ada.%s@canari.example>
            To: %s
            Message-ID: <%s@canari.example>
            Subject: =?utf-8?q?Un_banc_cass=C3=A9?=
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8

            En photo.
            --b
            Content-Type: %s; name=banc.jpg
            Content-Transfer-Encoding: base64
            Content-Disposition: inline; filename=banc.jpg

            %s
            --b--
            """.formatted(
                        messageId,
                        IntakeUnderTest.MAILBOX,
                        messageId,
                        type,
                        Base64.getMimeEncoder().encodeToString(file))
                .replace("\r\n", "\n")
                .replace("\n", "\r\n");
    }

    @Test
    void opensNothingForMachinesAndAnonymisesADisownedSender() throws Exception {
        deliver("Auto-Submitted: auto-replied\r\n" + mail("m-5", "Je suis absent."));
        deliver("Return-Path: <>\r\n" + mail("m-6", "Undelivered."));
        deliver("Authentication-Results: mx.testville.example; dmarc=fail\r\n" + mail("m-7", "Un trou."));

        await().atMost(SOON).untilAsserted(() -> assertThat(outcomes()).containsKeys("m-5", "m-6", "m-7"));
        assertThat(outcomes())
                .containsEntry("m-5", "refused automatic")
                .containsEntry("m-6", "refused bounce")
                .containsEntry("m-7", "filed");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(in(IntakeUnderTest.MAILBOX, "Relais-kept"))
                        .as("what looks like a machine's may be a person's")
                        .contains("<m-5@canari.example>", "<m-6@canari.example>")
                        .doesNotContain("<m-7@canari.example>"));
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT count(*) FROM person JOIN service_request USING (requester_id) JOIN"
                                        + " received_contact ON request_id = service_request.id WHERE contact_id = ?",
                                Integer.class,
                                contactId("m-7")))
                .isZero();
        emptied();
    }

    @Test
    void tellsWhoWritesTooOftenOnceAndNoMachine() {
        for (int number = 1; number <= MOST_AN_HOUR; number++) {
            assertThat(fromGreta(number, "")).isInstanceOf(ContactOutcome.Filed.class);
        }

        ContactOutcome machine = fromGreta(91, "Auto-Submitted: auto-replied\r\n");
        ContactOutcome list = fromGreta(92, "List-Id: <bancs.canari.example>\r\n");
        ContactOutcome tooMany = fromGreta(93, "");
        ContactOutcome another = fromGreta(94, "");
        intake.database()
                .update("DELETE FROM received_contact WHERE channel = 'email' AND reason IN ('list', 'too_many')");

        assertThat(machine).isEqualTo(new ContactOutcome.Refused(ContactRefusal.AUTOMATIC));
        assertThat(list).isEqualTo(new ContactOutcome.Refused(ContactRefusal.LIST));
        assertThat(List.of(tooMany, another)).containsOnly(new ContactOutcome.Refused(ContactRefusal.TOO_MANY));
        assertThat(IntakeUnderTest.messenger().mailAnswers())
                .filteredOn(answer -> answer.body().contains("greta@canari.example"))
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.authorization()).isEqualTo("Bearer own-token");
                    assertThat(IntakeUnderTest.json(answer.body()))
                            .isEqualTo(IntakeUnderTest.json("""
                                {"kind": "too_many", "jurisdictionId": "%s", "address": "greta@canari.example", "language": "fr",
                                 "inThread": "<g-93@canari.example>"}
                                """.formatted(IntakeUnderTest.TERRITORY)));
                });
    }

    private ContactOutcome fromGreta(int number, String header) {
        String mail = "From: Greta Canari <greta@canari.example>\r\nTo: " + IntakeUnderTest.MAILBOX
                + "\r\nMessage-ID: <g-%d@canari.example>\r\nSubject: Un banc\r\n%s\r\nLe banc numéro %d est cassé.\r\n"
                        .formatted(number, header, number);
        return intake.part(TakeInMail.class)
                .take(
                        new MimeReader().read(mail.getBytes(StandardCharsets.UTF_8)),
                        Clock.systemUTC().instant());
    }

    @Test
    void endsEveryMailOfTheCorpusAsOneThing() throws Exception {
        int before = lines();
        List<byte[]> mails = new ArrayList<>(Corpus.readable().values());
        mails.addAll(Corpus.wordless().values());
        // Each from another person: one alone may not file so much within an hour.
        int number = 0;
        for (byte[] raw : mails) {
            String text =
                    new String(raw, StandardCharsets.ISO_8859_1).replace("ada@canari", "ada" + ++number + "@canari");
            deliver(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        emptied();
        assertThat(lines() - before).isEqualTo(mails.size());
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT count(*) FROM received_contact WHERE channel = 'email' AND outcome = 'refused'"
                                    + " AND reason NOT IN ('automatic', 'bounce', 'empty', 'unreadable', 'too_large',"
                                    + " 'thanks', 'request_closed')",
                                Integer.class))
                .isZero();
    }

    @Test
    void makesTheSameOfAMailThatACrashLeftInTheMailbox() throws Exception {
        MailboxSettings settings = settings("crash@testville.example", DataSize.ofMegabytes(36));
        deliverTo(settings.address(), mail("m-8", "Un arbre penche.").getBytes(StandardCharsets.UTF_8));
        var takeInMail = intake.part(TakeInMail.class);
        try (Mailbox mailbox = Mailbox.open(settings)) {
            byte[] raw = mailbox.bytes(mailbox.mails().firstEntry().getValue(), 1_000_000);
            // Filed, and then the power went before the mail was taken out.
            takeInMail.take(new MimeReader().read(raw), Clock.systemUTC().instant());
        }
        try (Mailbox mailbox = Mailbox.open(settings)) {
            MailHandling handling = new MailHandling(takeInMail, new MimeReader()::read, settings, Clock.systemUTC());
            assertThat(handling.handle(mailbox, mailbox.mails().firstEntry().getValue()))
                    .isTrue();
            mailbox.tidy();
            assertThat(mailbox.mails()).isEmpty();
        }

        assertThat(intake.database()
                        .queryForObject(
                                "SELECT count(*) FROM service_request WHERE description LIKE '%Un arbre penche.%'",
                                Integer.class))
                .isOne();
    }

    @Test
    void putsAsideAMailThatBreaksTheReaderAndGoesOn() throws Exception {
        MailboxSettings settings = settings("poison@testville.example", DataSize.ofBytes(2_000));
        deliverTo(settings.address(), mail("m-9", "BOOM").getBytes(StandardCharsets.UTF_8));
        deliverTo(settings.address(), mail("m-10", "a".repeat(5_000)).getBytes(StandardCharsets.UTF_8));
        deliverTo(settings.address(), mail("m-11", "Un trou.").getBytes(StandardCharsets.UTF_8));
        MailHandling handling = new MailHandling(
                intake.part(TakeInMail.class),
                raw -> {
                    if (new String(raw, StandardCharsets.UTF_8).contains("BOOM")) {
                        throw new IllegalStateException("a defect of ours");
                    }
                    return new MimeReader().read(raw);
                },
                settings,
                Clock.systemUTC());

        try (Mailbox mailbox = Mailbox.open(settings)) {
            for (Message mail : mailbox.mails().values()) {
                assertThat(handling.handle(mailbox, mail)).isTrue();
            }
            mailbox.tidy();
            assertThat(mailbox.mails()).isEmpty();
        }

        assertThat(in(settings.address(), "Relais-quarantine"))
                .containsExactly("<m-9@canari.example>", "<m-10@canari.example>");
        assertThat(outcomes()).containsEntry("m-11", "filed");
        assertThat(intake.database()
                        .queryForList(
                                "SELECT reason FROM received_contact WHERE reason IN ('unreadable', 'too_large')",
                                String.class))
                .contains("unreadable", "too_large");
    }

    @Test
    void putsAsideWhatEndsTheSessionOrTheMemoryAgainAndAgain() throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(
                IntakeUnderTest.mail().host(), IntakeUnderTest.mail().imapPort(), "HANG-UP")) {
            MailboxSettings settings = settings("stuck@testville.example", proxy.port(), DataSize.ofMegabytes(36));
            deliverTo(settings.address(), mail("m-20", "HANG-UP").getBytes(StandardCharsets.UTF_8));
            deliverTo(settings.address(), mail("m-21", "BOOM").getBytes(StandardCharsets.UTF_8));
            deliverTo(settings.address(), mail("m-22", "Un trou.").getBytes(StandardCharsets.UTF_8));
            MailHandling handling = new MailHandling(
                    intake.part(TakeInMail.class),
                    raw -> {
                        if (new String(raw, StandardCharsets.UTF_8).contains("BOOM")) {
                            throw new OutOfMemoryError("as a mail that is a bomb makes it");
                        }
                        return new MimeReader().read(raw);
                    },
                    settings,
                    Clock.systemUTC());
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            MailboxReader reader = new MailboxReader(intake.part(DataSource.class), settings, handling, meters);
            reader.start();
            try {
                await().atMost(SOON).untilAsserted(() -> assertThat(outcomes()).containsEntry("m-22", "filed"));
                assertThat(in(settings.address(), "Relais-quarantine"))
                        .containsExactly("<m-20@canari.example>", "<m-21@canari.example>");
                assertThat(meters.get("relais.mail.connected").gauge().value()).isEqualTo(1);
                assertThat(meters.get("relais.mail.given.up").gauge().value()).isZero();
            } finally {
                reader.stop();
            }
            assertThat(meters.get("relais.mail.connected").gauge().value()).isZero();
        }
    }

    /** What the mail server's own threads say of a connection that was cut is no failure of ours. */
    private static ConditionFactory await() {
        return Awaitility.await().dontCatchUncaughtExceptions();
    }

    private UUID theOnlyRequest(String sender, String messageId) {
        await().atMost(SOON).untilAsserted(() -> assertThat(outcomes()).containsKey(messageId));
        return UUID.fromString(contacts.requestOf("email", key(messageId)));
    }

    /** As it is written in mails. */
    private String trackingCode(UUID request) {
        return new TrackingCode(contacts.ofRequest(request.toString(), "tracking_code")).toString();
    }

    /** What became of the mails with these ids. */
    private Map<String, String> outcomes() {
        Map<String, String> outcomes = new java.util.HashMap<>();
        List<String> ids = new ArrayList<>(List.of("m-16/new", "m-33/new"));
        for (int number = 1; number <= 49; number++) {
            ids.add("m-" + number);
        }
        for (String id : ids) {
            intake.database()
                    .queryForList(
                            "SELECT trim(outcome || ' ' || coalesce(reason, '')) FROM received_contact WHERE"
                                    + " contact_id = ?",
                            String.class,
                            contactId(id))
                    .forEach(outcome -> outcomes.put(id, outcome));
        }
        return outcomes;
    }

    private UUID contactId(String messageId) {
        return contacts.id("email", key(messageId));
    }

    private static String key(String messageId) {
        String[] parts = messageId.split("/");
        return "mid:<" + parts[0] + "@canari.example>" + messageId.substring(parts[0].length());
    }

    private int lines() {
        return Objects.requireNonNull(intake.database()
                .queryForObject("SELECT count(*) FROM received_contact WHERE channel = 'email'", Integer.class));
    }

    /** Waits as long as one mail after the other leaves, however many there are. */
    private void emptied() throws MessagingException {
        for (int left = waiting(); left > 0; left = waiting()) {
            int before = left;
            await().atMost(SOON).until(() -> waiting() < before);
        }
    }

    private static int waiting() throws MessagingException {
        return in(IntakeUnderTest.MAILBOX, "INBOX").size();
    }

    /** Message-IDs of what lies in a folder. */
    private static List<String> in(String address, String name) throws MessagingException {
        Properties properties = new Properties();
        try (Store store = Session.getInstance(properties).getStore("imap")) {
            store.connect(IntakeUnderTest.mail().host(), IntakeUnderTest.mail().imapPort(), address, address);
            Folder folder = store.getFolder(name);
            folder.open(Folder.READ_ONLY);
            List<String> ids = new ArrayList<>();
            for (Message mail : folder.getMessages()) {
                String[] id = mail.getHeader("Message-ID");
                ids.add(id == null ? "" : id[0]);
            }
            return ids;
        }
    }

    private static MailboxSettings settings(String address, DataSize largest) {
        return settings(address, IntakeUnderTest.mail().imapPort(), largest);
    }

    private static MailboxSettings settings(String address, int port, DataSize largest) {
        return new MailboxSettings(
                address,
                null,
                null,
                new MailboxSettings.Imap(
                        IntakeUnderTest.mail().host(),
                        port,
                        false,
                        null,
                        address,
                        "INBOX",
                        "Relais-kept",
                        "Relais-quarantine"),
                Duration.ofMillis(200),
                largest);
    }

    private static void deliver(String mail) {
        deliver(mail.getBytes(StandardCharsets.UTF_8));
    }

    private static void deliver(byte[] raw) {
        deliverTo(IntakeUnderTest.MAILBOX, raw);
    }

    /** By SMTP, as another mail server does it: the envelope says where to, whatever the headers say. */
    private static void deliverTo(String address, byte[] raw) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.allow8bitmime", "true");
        properties.setProperty("mail.smtp.from", "bounces@canari.example");
        Session session = Session.getInstance(properties);
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(
                    IntakeUnderTest.mail().host(), IntakeUnderTest.mail().smtpPort(), null, null);
            transport.sendMessage(
                    new MimeMessage(session, new ByteArrayInputStream(raw)) {
                        @Override
                        public void writeTo(java.io.OutputStream out, String[] ignored) throws java.io.IOException {
                            out.write(raw);
                        }

                        @Override
                        public void saveChanges() {
                            // As it is.
                        }
                    },
                    new InternetAddress[] {new InternetAddress(address)});
        } catch (MessagingException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
