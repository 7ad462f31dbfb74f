package org.relais.intake.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.relais.intake.IntakeUnderTest.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.event.common.v1.Channel;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.OutcomeContested;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.attachment.AttachmentRules;
import org.relais.intake.attachment.TestPictures;
import org.relais.intake.filing.Place;
import org.relais.intake.filing.Requester;
import org.relais.intake.vault.ReplyHandle;
import tools.jackson.databind.JsonNode;

/** One thing comes of each contact, however often it is handed over and whatever is wrong beside its words. */
class ReceiveContactIT {

    private static final ContactChannel DRUMS = new ContactChannel("drums", "MESSAGING");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Requester ANYONE = Requester.ANONYMOUS;

    private final IntakeUnderTest intake = IntakeUnderTest.shared();
    private final ReceiveContact receiveContact = intake.part(ReceiveContact.class);

    private static InboundContact contact(String key, Requester from, String text) {
        return InboundContact.ofWords(DRUMS, key, from, text, NOW);
    }

    private ContactOutcome.Filed file(String key, Requester from, String text) {
        return (ContactOutcome.Filed) receiveContact.receive(contact(key, from, text));
    }

    @Test
    void takesAChannelWrittenInLessThanSixtyLinesThatKnowsNoOther() throws IOException {
        var postcards = new PostcardChannel(receiveContact);

        String answer = postcards.arrives("stamp-1", "Aloïs Canari", "12 rue des Lilas\nUn banc est cassé.", NOW);
        String again = postcards.arrives("stamp-1", "Aloïs Canari", "12 rue des Lilas\nUn banc est cassé.", NOW);
        String blank = postcards.arrives("stamp-2", "Aloïs Canari", "12 rue des Lilas", NOW);

        assertThat(answer).startsWith("Merci ! Votre code : ").isEqualTo(again);
        assertThat(blank).isEqualTo("Rien reçu : empty");
        List<String> source = Files.readAllLines(
                Path.of("src/test/java/org/relais/intake/channel/PostcardChannel.java"), StandardCharsets.UTF_8);
        assertThat(source).hasSizeLessThan(60);
    }

    @Test
    void keepsNoKeyThatAQuotedMessageOfOursHolds() {
        ContactOutcome.Filed filed = file(
                "k-key",
                ANYONE,
                "Voici votre message : http://localhost:8080/suivi/K7QF-29MD/cle/bUYlvxkyLWt4fQ-_0123456789abcdef");

        assertThat(events(filed.requestId(), 1).getFirst())
                .isInstanceOfSatisfying(
                        ServiceRequestSubmitted.class,
                        event -> assertThat(event.getDescription())
                                .isEqualTo("Voici votre message : http://localhost:8080/suivi/K7QF-29MD/cle/…"));
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT count(*) FROM service_request filed WHERE filed::text LIKE '%bUYlvxky%'",
                                Integer.class))
                .isZero();
    }

    @Test
    void filesWithoutServiceAndPlaceAndSaysWhatIsWanted() {
        ContactOutcome.Filed filed = file("k-1", ANYONE, "Un arbre penche dangereusement.");

        assertThat(filed.serviceWanted()).isTrue();
        assertThat(filed.placeWanted()).isTrue();
        assertThat(events(filed.requestId(), 1).getFirst())
                .isInstanceOfSatisfying(ServiceRequestSubmitted.class, event -> {
                    assertThat(event.getServiceCode()).isEmpty();
                    assertThat(event.getLocation()).isNull();
                    assertThat(event.getChannel()).isEqualTo(Channel.MESSAGING);
                });
        JsonNode view = json(intake.get("/api/v1/service-requests/" + filed.trackingCode()));
        assertThat(view.path("status").asString()).isEqualTo("submitted");
    }

    @Test
    void makesTheSameRequestOfTheSameKeyAndRefusesOtherWordsUnderIt() {
        ContactOutcome first = receiveContact.receive(contact("k-2", ANYONE, "Un lampadaire clignote."));
        ContactOutcome repeat = receiveContact.receive(contact("k-2", ANYONE, "Un lampadaire clignote."));
        ContactOutcome other = receiveContact.receive(contact("k-2", ANYONE, "Tout autre chose."));

        assertThat(repeat).isEqualTo(first);
        assertThat(other).isEqualTo(new ContactOutcome.Refused(ContactRefusal.KEY_REUSED));
        assertThat(lines("k-2")).isOne();
    }

    @Test
    void makesTheSameRequestWhereACrashTookTheLedgersLine() {
        ContactOutcome.Filed first = file("k-3", ANYONE, "Une fuite d'eau.");
        intake.database().update("DELETE FROM received_contact WHERE request_id = ?", first.requestId());

        ContactOutcome again = receiveContact.receive(contact("k-3", ANYONE, "Une fuite d'eau."));

        assertThat(again).isEqualTo(first);
        assertThat(events(first.requestId(), 1)).hasSize(1);
    }

    @Test
    void addsToAKnownRequestOnceAndSaysSoInItsTimeline() {
        ContactOutcome.Filed filed = file("k-4", ANYONE, "Un trou.");

        InboundContact more = contact("k-5", ANYONE, "Devant l'école.").about(filed.requestId());
        ContactOutcome added = receiveContact.receive(more);
        ContactOutcome again = receiveContact.receive(more);
        ContactOutcome unknown =
                receiveContact.receive(contact("k-6", ANYONE, "?").about(new UUID(0, 8)));

        assertThat(added).isEqualTo(new ContactOutcome.Added(filed.requestId(), filed.trackingCode(), List.of()));
        assertThat(again).isEqualTo(added);
        assertThat(unknown).isEqualTo(new ContactOutcome.Refused(ContactRefusal.REQUEST_UNKNOWN));
        assertThat(events(filed.requestId(), 2).get(1))
                .isInstanceOfSatisfying(
                        DetailsAdded.class,
                        event -> assertThat(event.getDescription()).isEqualTo("Devant l'école."));
    }

    @Test
    void knowsARepeatByWhatWasSaidWhateverTheTextBecame() {
        ContactOutcome.Filed filed = file("k-10", ANYONE, "Un trou.");

        ContactOutcome chosen = receiveContact.receive(said("k-11", "1", "Catégorie choisie : Nid-de-poule", filed));
        ContactOutcome again = receiveContact.receive(said("k-11", "1", "1", filed));
        ContactOutcome other = receiveContact.receive(said("k-11", "2", "Catégorie choisie : Nid-de-poule", filed));

        assertThat(chosen).isInstanceOf(ContactOutcome.Added.class);
        assertThat(again).isEqualTo(chosen);
        assertThat(other).isEqualTo(new ContactOutcome.Refused(ContactRefusal.KEY_REUSED));
    }

    private static InboundContact said(String key, String said, String text, ContactOutcome.Filed about) {
        return new InboundContact(
                DRUMS, key, null, about.requestId(), ANYONE, said, text, null, null, List.of(), List.of(), NOW);
    }

    @Test
    void addsNothingToAResolvedRequestButTakesAJudgementOfIt() {
        ContactOutcome.Filed filed = file("k-12", ANYONE, "Un trou.");
        intake.resolve(filed.requestId().toString());

        ContactOutcome more =
                receiveContact.receive(contact("k-13", ANYONE, "Et un autre.").about(filed.requestId()));
        ContactOutcome thanks =
                receiveContact.receive(contact("k-14", ANYONE, "Merci 🙏").about(filed.requestId()));
        InboundContact no = contact("k-15", ANYONE, "Non").about(filed.requestId());
        ContactOutcome contested = receiveContact.judge(no, false);

        assertThat(more).isEqualTo(new ContactOutcome.Refused(ContactRefusal.REQUEST_CLOSED));
        assertThat(thanks).isEqualTo(new ContactOutcome.Refused(ContactRefusal.THANKS));
        assertThat(contested).isEqualTo(new ContactOutcome.Judged(filed.requestId(), filed.trackingCode(), false));
        assertThat(receiveContact.judge(no, false)).isEqualTo(contested);
        assertThat(events(filed.requestId(), 2).get(1)).isInstanceOf(OutcomeContested.class);
    }

    @Test
    void knowsAgainWhatWasAddedBeforeTheRequestWasResolvedWhereACrashTookTheLedgersLine() {
        ContactOutcome.Filed filed = file("k-16", ANYONE, "Un trou.");
        InboundContact more = contact("k-17", ANYONE, "Devant l'école.").about(filed.requestId());
        ContactOutcome added = receiveContact.receive(more);
        intake.database()
                .update("DELETE FROM received_contact WHERE request_id = ? AND outcome = 'added'", filed.requestId());
        intake.resolve(filed.requestId().toString());

        ContactOutcome again = receiveContact.receive(more);

        assertThat(again).isEqualTo(added);
        assertThat(events(filed.requestId(), 2)).hasSize(2);
    }

    @Test
    void keepsTheWordsWhereEverythingElseIsWrong() {
        ContactOutcome outcome = receiveContact.receive(new InboundContact(
                DRUMS,
                "k-7",
                null,
                null,
                new Requester("Zoé", "not an address", "12", "xx"),
                "Un \u0000ban\u0301c\uD800 cassé",
                new Place(0.0, 0.0, null),
                null,
                List.of(),
                List.of(),
                NOW));

        assertThat(outcome).isInstanceOfSatisfying(ContactOutcome.Filed.class, filed -> {
            assertThat(filed.placeWanted()).isTrue();
            assertThat(filed.leftOut()).containsExactly(LeftOut.PLACE, LeftOut.CONTACT_DETAILS);
            assertThat(stored(filed, "description")).isEqualTo("Un ba\u0144c cassé");
        });
    }

    @Test
    void keepsThePicturesAndSaysWhyOthersWereLeftOut() {
        InboundContact sent = withFiles(
                "k-pictures",
                TestPictures.jpegHeld(6, 211, 90),
                "%PDF-1.7".getBytes(StandardCharsets.US_ASCII),
                TestPictures.pngThatClaims(20_000, 20_000));

        ContactOutcome.Filed filed = (ContactOutcome.Filed) receiveContact.receive(sent);
        ContactOutcome again = receiveContact.receive(sent);

        assertThat(filed.leftOut()).containsExactly(LeftOut.NOT_A_PICTURE, LeftOut.PICTURE_TOO_LARGE);
        assertThat(again).isEqualTo(filed);
        List<String> pictures =
                ((ServiceRequestSubmitted) events(filed.requestId(), 1).getFirst()).getAttachments();
        assertThat(pictures).hasSize(1);
        byte[] kept =
                intake.download("/api/v1/attachments/" + pictures.getFirst()).body();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(TestPictures.SECRET);

        ContactOutcome added = receiveContact.receive(
                withFiles("k-more", TestPictures.jpeg(212, 90)).about(filed.requestId()));
        assertThat(added).isEqualTo(new ContactOutcome.Added(filed.requestId(), filed.trackingCode(), List.of()));
        assertThat(((DetailsAdded) events(filed.requestId(), 2).get(1)).getAttachments())
                .hasSize(1);
    }

    @Test
    void keepsNoMorePicturesThanARequestMayHave() {
        byte[][] pictures = new byte[AttachmentRules.MOST + 2][];
        for (int number = 0; number < pictures.length; number++) {
            pictures[number] = TestPictures.jpeg(220 + number, 90);
        }

        ContactOutcome outcome = receiveContact.receive(withFiles("k-many", pictures));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ContactOutcome.Filed.class,
                        filed -> assertThat(filed.leftOut())
                                .containsExactly(LeftOut.TOO_MANY_PICTURES, LeftOut.TOO_MANY_PICTURES));
    }

    private static InboundContact withFiles(String key, byte[]... files) {
        return new InboundContact(
                DRUMS,
                key,
                null,
                null,
                ANYONE,
                "Un banc en photo",
                null,
                null,
                List.of(),
                Arrays.stream(files)
                        .map(bytes -> new InboundContact.Attachment("file", () -> new ByteArrayInputStream(bytes)))
                        .toList(),
                NOW);
    }

    @Test
    void carriesATextOfAnyLengthWhole() {
        String text = "Un mot de plus sur ce trou. ".repeat(400).strip();

        ContactOutcome.Filed filed = file("k-8", ANYONE, text);

        List<Object> events = events(filed.requestId(), 3);
        String carried = ((ServiceRequestSubmitted) events.getFirst()).getDescription()
                + " " + ((DetailsAdded) events.get(1)).getDescription()
                + " " + ((DetailsAdded) events.get(2)).getDescription();
        assertThat(carried).isEqualTo(text);
        assertThat(filed.leftOut()).isEmpty();
    }

    @Test
    void givesTheReplyHandleToNotificationAloneAndStoresItSealed() {
        ContactOutcome.Filed filed = file(
                "k-9",
                new Requester("Ada", null, null, "fr", new ReplyHandle("drums", "clairière-canari", "rythme-7")),
                "Un banc cassé.");
        UUID person = UUID.fromString(stored(filed, "requester_id"));

        JsonNode notification = contactOf(person, "notification");
        JsonNode department = contactOf(person, "department");

        assertThat(notification.path("reply").path("channel").asString()).isEqualTo("drums");
        assertThat(notification.path("reply").path("address").asString()).isEqualTo("clairière-canari");
        assertThat(notification.path("reply").path("thread").asString()).isEqualTo("rythme-7");
        assertThat(department.path("reply").isMissingNode()
                        || department.path("reply").isNull())
                .isTrue();
        byte[] sealed = Objects.requireNonNull(intake.database()
                .queryForObject("SELECT reply FROM person WHERE requester_id = ?", byte[].class, person));
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("canari");
        assertThat(((ServiceRequestSubmitted) events(filed.requestId(), 1).getFirst()).getContactable())
                .isTrue();
    }

    @Test
    void stopsASenderWhoFilesTooMuchWithinAnHour() {
        Requester flood = new Requester(null, "flood@canari.example", null, "fr");
        for (int number = 0; number < 20; number++) {
            file("flood-" + number, flood, "Un trou de plus.");
        }

        ContactOutcome one = receiveContact.receive(contact("flood-20", flood, "Un trou de trop."));

        assertThat(one).isEqualTo(new ContactOutcome.Refused(ContactRefusal.TOO_MANY));
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT count(*) FROM received_contact WHERE channel = 'drums' AND reason = 'too_many'",
                                Integer.class))
                .isOne();
    }

    @Test
    void countsAllWhomAChannelDoesNotKnowAsOneSender() {
        ContactChannel whispers = new ContactChannel("whispers", "EMAIL");
        for (int number = 0; number < 20; number++) {
            assertThat(receiveContact.receive(from(whispers, "whisper-" + number, null, 0)))
                    .isInstanceOf(ContactOutcome.Filed.class);
        }

        assertThat(receiveContact.receive(from(whispers, "whisper-20", null, 0)))
                .isEqualTo(new ContactOutcome.Refused(ContactRefusal.TOO_MANY));
        assertThat(receiveContact.receive(from(whispers, "known-1", "known@canari.example", 0)))
                .as("whom it knows is counted alone")
                .isInstanceOf(ContactOutcome.Filed.class);
    }

    @Test
    void takesWhatRegisteredSensorsSayHoweverManySpeakInOneNight() {
        ContactChannel storm = new ContactChannel("storm", "SENSOR");
        for (int number = 0; number < 25; number++) {
            assertThat(receiveContact.receive(from(storm, "storm-" + number, null, 0)))
                    .isInstanceOf(ContactOutcome.Filed.class);
        }
    }

    @Test
    void takesFromAChannelOnlySoMuchAboutOnePlaceHoweverManySendIt() {
        ContactChannel smoke = new ContactChannel("smoke", "EMAIL");
        for (int number = 0; number < 30; number++) {
            assertThat(receiveContact.receive(from(smoke, "smoke-" + number, "s" + number + "@canari.example", 48.91)))
                    .isInstanceOf(ContactOutcome.Filed.class);
        }

        assertThat(receiveContact.receive(from(smoke, "smoke-30", "s30@canari.example", 48.91)))
                .isEqualTo(new ContactOutcome.Refused(ContactRefusal.CROWDED));
        assertThat(receiveContact.receive(from(smoke, "smoke-31", "s31@canari.example", 48.93)))
                .as("two kilometres on")
                .isInstanceOf(ContactOutcome.Filed.class);
    }

    private static InboundContact from(ContactChannel channel, String key, @Nullable String address, double latitude) {
        return new InboundContact(
                channel,
                key,
                null,
                null,
                new Requester(null, address, null, "fr"),
                "Un trou de plus.",
                latitude == 0 ? null : new Place(latitude, 2.35, null),
                null,
                List.of(),
                List.of(),
                Instant.now());
    }

    private JsonNode contactOf(UUID person, String purpose) {
        return json(intake.get(
                "/api/v1/requesters/" + person + "/contact?purpose=" + purpose,
                "Authorization",
                "Bearer " + IntakeUnderTest.SERVICE_TOKEN));
    }

    private String stored(ContactOutcome.Filed filed, String column) {
        return Objects.requireNonNull(intake.database()
                .queryForObject(
                        "SELECT " + column + "::text FROM service_request WHERE id = ?",
                        String.class,
                        filed.requestId()));
    }

    private int lines(String key) {
        return Objects.requireNonNull(intake.database()
                .queryForObject(
                        "SELECT count(*) FROM received_contact WHERE contact_id = ?",
                        Integer.class,
                        intake.part(org.relais.intake.filing.Derivations.class).idFor("contact", DRUMS.caller(), key)));
    }

    private List<Object> events(UUID requestId, int count) {
        await().untilAsserted(
                        () -> assertThat(intake.published(requestId.toString())).hasSize(count));
        List<ConsumerRecord<String, byte[]>> published = intake.published(requestId.toString());
        return published.stream().map(intake::decoded).toList();
    }
}
