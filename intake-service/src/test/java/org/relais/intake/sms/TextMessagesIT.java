package org.relais.intake.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.relais.intake.IntakeUnderTest.json;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.event.common.v1.Channel;
import org.relais.event.common.v1.Location;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.OutcomeConfirmed;
import org.relais.event.servicerequest.v1.OutcomeContested;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.ReceivedContacts;
import org.relais.intake.action.EraseRequester;
import org.relais.intake.attachment.TestPictures;
import org.relais.intake.dialogue.Dialogue;
import org.relais.intake.filing.Derivations;
import org.relais.intake.messenger.MessengerStandIn;
import org.relais.intake.vault.UnreadableSecret;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A conversation by text message, as a provider hands it over. */
class TextMessagesIT {

    private static final String PATH = "/api/v1/channels/sms";

    private final IntakeUnderTest intake = IntakeUnderTest.shared();
    private final ReceivedContacts contacts = new ReceivedContacts(intake);

    @Test
    void filesAtOnceThenAsksForPlaceAndCategory() {
        String first = reply("s-1", "+33612345601", "Il y a un gros trou dans la route");
        String again = reply("s-1", "+33612345601", "Il y a un gros trou dans la route");
        String place = reply("s-2", "06 12 34 56 01", "Devant le 12 rue des Lilas");
        String category = reply("s-3", "+33612345601", "1");

        assertThat(first)
                .matches("Merci, demande [0-9A-Z-]{9} enregistrée\\. Où est-ce \\?.*")
                .hasSizeLessThan(160);
        assertThat(again).isEqualTo(first);
        assertThat(place).contains("De quoi s'agit-il", "\n1 ");
        assertThat(category).startsWith("Merci, c'est ajouté");
        String request = requestOf("s-1");
        await().untilAsserted(() -> assertThat(intake.published(request)).hasSize(3));
        assertThat(intake.decoded(intake.published(request).get(0)))
                .isInstanceOfSatisfying(ServiceRequestSubmitted.class, event -> {
                    assertThat(event.getChannel()).isEqualTo(Channel.SMS);
                    assertThat(event.getContactable()).isTrue();
                });
        assertThat(intake.decoded(intake.published(request).get(2)))
                .isInstanceOfSatisfying(
                        DetailsAdded.class,
                        added -> assertThat(added.getDescription()).startsWith("Catégorie choisie : "));
    }

    @Test
    void takesThePlaceAndTheCategoryThatAreAnsweredIntoTheRequest() {
        reply("l-1", "+33612345651", "Il y a un gros trou dans la route");
        reply("l-2", "+33612345651", "Devant le 12 rue des Canaris, en face du parc.");
        reply("l-3", "+33612345651", "1");

        String request = requestOf("l-1");
        await().untilAsserted(() -> assertThat(intake.published(request)).hasSize(3));
        assertThat(intake.decoded(intake.published(request).get(1)))
                .isInstanceOfSatisfying(DetailsAdded.class, added -> {
                    assertThat(added.getLocation()).isEqualTo(new Location(48.8512, 2.3517, "12 rue des Canaris"));
                    assertThat(added.getServiceCode()).isNull();
                    assertThat(added.getDescription()).isEqualTo("Devant le 12 rue des Canaris, en face du parc.");
                });
        assertThat(intake.decoded(intake.published(request).get(2)))
                .isInstanceOfSatisfying(
                        DetailsAdded.class,
                        added -> assertThat(added.getServiceCode()).isEqualTo("pothole"));
        JsonNode seen = view(request);
        assertThat(seen.at("/service/name").asString()).isEqualTo("Nid-de-poule");
        assertThat(seen.at("/location/address").asString()).isEqualTo("12 rue des Canaris");
        assertThat(seen.at("/location/latitude").asDouble()).isEqualTo(48.8512);
        assertThat(reply("l-1", "+33612345651", "Il y a un gros trou dans la route"))
                .contains("Où est-ce ?");
    }

    @Test
    void takesTheCategoryHoweverItsNumberOrNameIsWritten() {
        List<String> written = List.of("1.", "n° 1", "1 merci", "Le 1", "nid de poule", "1 Nid-de-poule");
        for (int index = 0; index < written.size(); index++) {
            String id = "w" + index;
            String number = "+3361234567" + index;
            reply(id + "-1", number, "Il y a un gros trou dans la route");
            String offered = reply(id + "-2", number, "Devant le 12 rue des Lilas");
            reply(id + "-3", number, written.get(index));

            assertThat(offered).contains("\n1 Nid-de-poule");
            assertThat(view(requestOf(id + "-1")).at("/service/name").asString())
                    .as(written.get(index))
                    .isEqualTo("Nid-de-poule");
        }
    }

    @Test
    void takesOtherWordsWithANumberForNoChoice() {
        reply("oo-1", "+33612345679", "Il y a un gros trou dans la route");
        reply("oo-2", "+33612345679", "Devant le 12 rue des Lilas");
        reply("oo-3", "+33612345679", "1 voiture est tombée dedans");

        assertThat(view(requestOf("oo-1")).at("/service/code").asString()).isEmpty();
    }

    @Test
    void takesAStreetThatIsCalledNewForThePlaceThatWasAskedFor() {
        List<String> places = List.of("New Road 5", "Nouvelle mairie", "NEW ROAD 5");
        for (int index = 0; index < places.size(); index++) {
            String number = "+3361234800" + index;
            reply("np-" + index, number, "Il y a un gros trou dans la route");
            reply("nq-" + index, number, places.get(index));

            assertThat(requestOf("nq-" + index)).as(places.get(index)).isEqualTo(requestOf("np-" + index));
        }
    }

    @Test
    void opensAnotherRequestByTheWordNewApartWhileThePlaceIsAskedFor() {
        List<String> others = List.of("Nouveau, un banc cassé", "Nouveau\\nun banc cassé", "NOUVEAU un banc cassé");
        for (int index = 0; index < others.size(); index++) {
            String number = "+3361234801" + index;
            reply("nu-" + index, number, "Il y a un gros trou dans la route");
            reply("nv-" + index, number, others.get(index));

            assertThat(requestOf("nv-" + index)).as(others.get(index)).isNotEqualTo(requestOf("nu-" + index));
            assertThat(description("nv-" + index)).isEqualTo("un banc cassé");
        }
    }

    @Test
    void keepsTheWordNewWhereNothingWasOpenAndTakesItOffWhereSomethingWas() {
        String person = "+33612348888";
        reply("nn-1", person, "Nouveau trou, ici : geo:48.8500,2.3500");
        reply("nn-2", person, "Nouveau banc cassé");
        intake.resolve(requestOf("nn-2"));
        reply("nn-3", person, "Nouvelle poubelle qui déborde");

        assertThat(description("nn-1")).startsWith("Nouveau trou, ici");
        assertThat(requestOf("nn-2")).isNotEqualTo(requestOf("nn-1"));
        assertThat(description("nn-2")).isEqualTo("banc cassé");
        assertThat(description("nn-3/new")).isEqualTo("Nouvelle poubelle qui déborde");
    }

    @Test
    void takesATextInWhichSomethingStandsThatNoTextHolds() {
        assertThat(reply("uc-1", "+33612348889", "Un trou\\u0000 dans la\\u0007 rue \\uD83D"))
                .startsWith("Merci, demande ");

        assertThat(description("uc-1")).isEqualTo("Un trou dans la rue");
    }

    @Test
    void opensNothingForAGreetingAndSaysWhatToWrite() {
        String greeted = reply("hh-1", "+33612345691", "Bonjour Madame");
        String again = reply("hh-1", "+33612345691", "Bonjour Madame");
        String filed = reply("hh-2", "+33612345691", "Bonjour, il y a un gros trou dans la route");
        String thanked = reply("hh-3", "+33612345691", "Merci !");

        assertThat(greeted).startsWith("Bonjour ! Dites-nous ce qui ne va pas").hasSizeLessThan(160);
        assertThat(again).isEqualTo(greeted);
        assertThat(contacts.of("sms", "hh-1", "reason")).isEqualTo("greeting");
        assertThat(reply("hh-5", "+33612345692", "Hi")).startsWith("Hello! Tell us what is wrong");
        assertThat(filed).startsWith("Merci, demande ");
        assertThat(thanked).as("where it is was not said").contains("Où est-ce ?");
        assertThat(reply("hh-4", "+33612345691", "Devant le 12 rue des Lilas")).contains("De quoi s'agit-il");
    }

    @Test
    void leavesAPlaceInWordsThatCouldBeSeveralOrNone() {
        reply("k-1", "+33612345652", "Il y a un gros trou dans la route");
        reply("k-2", "+33612345652", "Entre le 12 rue des Canaris et le 14 rue des Canaris");
        reply("k-3", "+33612345652", "Devant le 16 rue des Canaris");

        String request = requestOf("k-1");
        await().untilAsserted(() -> assertThat(intake.published(request)).hasSize(3));
        assertThat(((DetailsAdded) intake.decoded(intake.published(request).get(1))).getLocation())
                .isNull();
        assertThat(((DetailsAdded) intake.decoded(intake.published(request).get(2))).getLocation())
                .isNull();
    }

    @Test
    void saysTheNumberToCallFirstWhereverAnEmergencyIsOrMayBeMeant() {
        String filed = reply("g-1", "+33612345653", "Forte odeur de gaz dans la rue");
        String placed = reply("g-2", "+33612345653", "12 rue des Canaris");
        String chosen = reply("g-3", "+33612345653", "1");
        String english = reply("g-4", "+33612345654", "There is a strong smell of gas in the street");
        String other = reply("g-5", "+33612345655", "Il y a un gros trou dans la route");

        assertThat(filed).startsWith("Urgence : appelez le 112.\nMerci, demande ");
        assertThat(placed)
                .startsWith("Urgence : appelez le 112.\nMerci, c'est ajouté")
                .contains("\n1 Odeur de gaz");
        assertThat(chosen).startsWith("Urgence : appelez le 112.\nMerci, c'est ajouté");
        assertThat(reply("g-3", "+33612345653", "1")).isEqualTo(chosen);
        assertThat(english).startsWith("Emergency: call 112.\n");
        assertThat(other).doesNotContain("Urgence");
        assertThat(contacts.contactOf(requestOf("g-1")).path("numberToCall").asString())
                .isEqualTo("112");
        assertThat(contacts.contactOf(requestOf("g-4")).path("numberToCall").asString())
                .isEqualTo("112");
        assertThat(contacts.contactOf(requestOf("g-5")).path("numberToCall").isNull())
                .isTrue();
    }

    @Test
    void takesAnAnswerToTheRequestWhoseDepartmentAskedHoweverLongAgo() {
        reply("q-1", "+33612345656", "Un trou, ici : geo:48.8500,2.3500");
        reply("q-2", "+33612345656", "Nouveau : un banc cassé");
        intake.departmentAsks(requestOf("q-1"));

        reply("q-3", "+33612345656", "12 rue des Canaris");
        reply("q-4", "+33612345656", "Il est profond d'une main");
        intake.database().update("UPDATE text_conversation SET updated_at = updated_at - interval '30 days'");
        reply("q-5", "+33612345656", "Et large de deux");

        assertThat(requestOf("q-2")).isNotEqualTo(requestOf("q-1"));
        assertThat(requestOf("q-3")).as("what was asked here last").isEqualTo(requestOf("q-2"));
        assertThat(requestOf("q-4")).isEqualTo(requestOf("q-1"));
        assertThat(requestOf("q-5")).isEqualTo(requestOf("q-1"));
    }

    @Test
    void forgetsWhoseRequestItWasOnceThePersonIsErased() {
        reply("h-1", "+33612345658", "Un banc cassé");
        UUID request = UUID.fromString(requestOf("h-1"));
        String known = "SELECT count(*) FROM conversation_request WHERE request_id = ?";
        assertThat(intake.database().queryForObject(known, Integer.class, request))
                .isOne();

        intake.part(EraseRequester.class)
                .erase(
                        view(request.toString()).path("trackingCode").asString(),
                        intake.part(Derivations.class).editToken(request).value(),
                        Instant.now());

        reply("h-2", "+33612345658", "Il manque une planche");
        reply("h-1", "+33612345658", "Un banc cassé");

        assertThat(intake.database().queryForObject(known, Integer.class, request))
                .isZero();
        assertThat(requestOf("h-2")).isNotEqualTo(request.toString());
    }

    @Test
    void goesWhereItWentWhenACrashKeptThatFromBeingWrittenDown() {
        reply("w-1", "+33612345659", "Un trou, ici : geo:48.8500,2.3500");
        reply("w-2", "+33612345659", "Nouveau : un banc cassé");
        reply("w-3", "+33612345659", "12 rue des Canaris");
        reply("w-4", "+33612345659", "Il manque une planche");
        String holding = requestOf("w-4");
        intake.database().update("DELETE FROM received_contact WHERE contact_id = ?", contacts.id("sms", "w-4"));
        intake.departmentAsks(requestOf("w-1"));

        reply("w-4", "+33612345659", "Il manque une planche");

        assertThat(holding).isEqualTo(requestOf("w-2")).isNotEqualTo(requestOf("w-1"));
        assertThat(requestOf("w-4")).isEqualTo(holding);
    }

    @Test
    void judgesNoOutcomeByAYesThatWasSaidBeforeThereWasOne() {
        String person = "+33612345660";
        reply("w-5", person, "Un trou, ici : geo:48.8500,2.3500");
        reply("w-6", person, "Oui");
        String request = requestOf("w-5");
        UUID contact = intake.part(Derivations.class).idFor("contact", "channel:sms", "w-6");
        intake.database().update("DELETE FROM received_contact WHERE contact_id = ?", contact);
        intake.resolve(request);

        reply("w-6", person, "Oui");

        assertThat(requestOf("w-6")).isEqualTo(request);
        await().untilAsserted(() -> assertThat(intake.published(request)).hasSize(2));
        assertThat(intake.decoded(intake.published(request).get(1))).isInstanceOf(DetailsAdded.class);
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT count(*) FROM citizen_action WHERE request_id = ?::uuid",
                                Integer.class,
                                request))
                .isOne();
    }

    @Test
    void isAskedForLaterWhileAnotherMessageOfThePersonHasItsTurn() {
        String person = "+33612345657";
        byte[] mark = mark(person);

        HttpResponse<String> busy = intake.part(TransactionTemplate.class).execute(held -> {
            intake.database()
                    .queryForList(
                            "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
                            "dialogue/" + HexFormat.of().formatHex(mark));
            return post("z-1", body("z-1", person, "Un trou", ""), Instant.now());
        });

        assertThat(Objects.requireNonNull(busy).statusCode()).isEqualTo(503);
        assertThat(json(busy).path("code").asString()).isEqualTo("service_unavailable");
        assertThat(busy.headers().firstValue("Retry-After")).isPresent();
        assertThat(reply("z-1", person, "Un trou")).startsWith("Merci");
    }

    private JsonNode view(String request) {
        return json(intake.get("/api/v1/service-requests/" + contacts.ofRequest(request, "tracking_code")));
    }

    @Test
    void saysWhoAnswersAsSoonAsAPlaceBeyondTheBorderIsLearnt() {
        String filed = reply("b-1", "+33612345641", "Un trou, ici : geo:48.8500,2.6000");
        reply("b-2", "+33612345642", "Un gros trou dans la route");
        String answered = reply("b-3", "+33612345642", "geo:48.8500,2.6000");
        String inside = reply("b-4", "+33612345643", "Un trou, ici : geo:48.8500,2.3500");

        assertThat(filed)
                .startsWith("Merci, demande ")
                .contains("\nCet endroit est hors de Testville : adressez-vous à Rivebois"
                        + " (https://rivebois.example/signaler, +33 1 99 00 30 00).");
        assertThat(answered).startsWith("Merci, c'est ajouté").contains("adressez-vous à Rivebois");
        assertThat(inside).doesNotContain("hors de");
    }

    @Test
    void joinsALongMessageInWhateverOrderItsPiecesCome() {
        assertThat(piece("p-2", "+33612345602", "et la barrière est tombée.", 2))
                .isNull();
        assertThat(piece("p-2", "+33612345602", "et la barrière est tombée.", 2))
                .isNull();
        String answer = piece("p-1", "+33612345602", "Le banc est cassé ", 1);
        assertThat(answer).startsWith("Merci");
        assertThat(piece("p-1", "+33612345602", "Le banc est cassé ", 1)).isEqualTo(answer);
        assertThat(piece("p-2", "+33612345602", "et la barrière est tombée.", 2))
                .isNull();

        assertThat(description("p-1")).isEqualTo("Le banc est cassé et la barrière est tombée.");
        takeInOverdue(Duration.ofHours(2));
        assertThat(contacts("+33612345602")).isOne();
        assertThat(intake.database().queryForObject("SELECT count(*) FROM text_piece WHERE words <> ''", Integer.class))
                .isZero();
        intake.part(TextPieces.class).forget(Instant.now().plus(Duration.ofDays(8)));
        assertThat(intake.database().queryForObject("SELECT count(*) FROM text_piece", Integer.class))
                .isZero();
    }

    @Test
    void takesInWhatCameOfALongMessageOnceNoMoreIsAwaited() {
        String ada = "+33612345606";
        String bob = "+33612345607";
        piece("i-3", ada, "vant l'école.", 3, 4);
        piece("i-1", ada, "Le banc est cassé", 1, 4);
        piece("i-5", bob, "and the street light is out.", 2, 2);
        takeInOverdue(Duration.ofMinutes(50));
        assertThat(contacts(ada)).isZero();
        assertThat(keptSenders(ada)).isOne();

        takeInOverdue(Duration.ofHours(2));

        assertThat(description("i-1"))
                .isEqualTo("Le banc est cassé [partie manquante] vant l'école. [partie manquante]");
        assertThat(description("i-5")).isEqualTo("[missing part] and the street light is out.");
        assertThat(contacts.contactOf(requestOf("i-1"))
                        .path("reply")
                        .path("address")
                        .asString())
                .isEqualTo(ada);
        assertThat(keptSenders(ada)).isZero();

        assertThat(piece("i-1", ada, "Le banc est cassé", 1, 4)).isNull();
        takeInOverdue(Duration.ofHours(4));
        assertThat(contacts(ada)).isOne();

        assertThat(piece("i-2", ada, "et dangereux,", 2, 4)).isNull();
        takeInOverdue(Duration.ofHours(6));
        assertThat(contacts(ada)).isEqualTo(2);
        assertThat(requestOf("i-2")).isEqualTo(requestOf("i-1"));
        await().untilAsserted(
                        () -> assertThat(intake.published(requestOf("i-1"))).hasSize(2));
        assertThat(((DetailsAdded) intake.decoded(
                                intake.published(requestOf("i-1")).get(1)))
                        .getDescription())
                .isEqualTo("[partie manquante] et dangereux, [partie manquante]");
    }

    @Test
    void takesInOnceWhatACrashLeftOfAnIncompleteMessage() {
        String ada = "+33612345608";
        piece("j-2", ada, "et la barrière est tombée.", 2, 2);
        intake.database().execute("CREATE TABLE kept_piece AS SELECT * FROM text_piece WHERE id = 'j-2'");
        intake.database()
                .execute("CREATE TABLE kept_text AS SELECT * FROM long_text WHERE id IN (SELECT long_text FROM"
                        + " kept_piece)");
        takeInOverdue(Duration.ofHours(2));
        String request = requestOf("j-2");
        intake.database()
                .update("UPDATE text_piece SET words = kept.words FROM kept_piece kept WHERE text_piece.id = kept.id");
        intake.database()
                .update("UPDATE long_text SET answered = false, master_key_id = kept.master_key_id, sender ="
                        + " kept.sender FROM kept_text kept WHERE long_text.id = kept.id");
        intake.database().execute("DROP TABLE kept_piece, kept_text");

        takeInOverdue(Duration.ofHours(3));

        assertThat(contacts(ada)).isOne();
        assertThat(description("j-2")).isEqualTo("[partie manquante] et la barrière est tombée.");
        assertThat(keptSenders(ada)).isZero();
        await().untilAsserted(() -> assertThat(intake.published(request)).hasSize(1));
    }

    @Test
    void leavesNoQuestionOpenThatNobodyWasAskedByWhatCameTooLate() {
        String ada = "+33612345609";
        reply("o-1", ada, "Un trou, ici : geo:48.8500,2.3500");
        String asking = requestOf("o-1");
        reply("o-2", ada, "Nouveau : un gros trou dans la route");
        piece("o-3", ada, "Devant le 12 rue des Canaris, juste après", 1, 2);
        takeInOverdue(Duration.ofHours(2));
        intake.departmentAsks(asking);

        reply("o-4", ada, "Il est profond comme une main");

        assertThat(requestOf("o-3")).isEqualTo(requestOf("o-2")).isNotEqualTo(asking);
        assertThat(requestOf("o-4")).isEqualTo(asking);
    }

    @Test
    void putsAsideALongMessageThatBreaksItAgainAndAgainWhileOthersGoOn() {
        String ada = "+33612345610";
        String bob = "+33612345611";
        piece("broken-1", ada, "Boum", 1, 2);
        piece("broken-2", bob, "Un banc cassé", 1, 2);
        intake.database()
                .execute("ALTER TABLE service_request ADD CONSTRAINT breaks CHECK (description NOT LIKE 'Boum%')"
                        + " NOT VALID");
        try {
            takeInOverdueAfterThree(DataIntegrityViolationException.class);
        } finally {
            intake.database().execute("ALTER TABLE service_request DROP CONSTRAINT breaks");
        }

        assertThat(contacts.of("sms", "broken-1", "reason")).isEqualTo("unreadable");
        assertThat(description("broken-2")).isEqualTo("Un banc cassé [partie manquante]");
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT quarantined_for FROM long_text WHERE id = (SELECT long_text FROM text_piece"
                                        + " WHERE id = 'broken-1' AND words = 'Boum')",
                                String.class))
                .isEqualTo("DataIntegrityViolationException");
        assertThat(keptSenders(ada)).isOne();

        intake.part(TextPieces.class).forget(Instant.now().plus(Duration.ofDays(31)));
        assertThat(keptSenders(ada)).isZero();
    }

    @Test
    void takesInWhatOthersWroteWhereTheSenderOfALongMessageCannotBeUnsealed() {
        String ada = "+33612345612";
        String bob = "+33612345613";
        piece("sealed-1", ada, "Un trou", 1, 2);
        piece("sealed-2", bob, "Un banc cassé", 1, 2);
        intake.database()
                .update("UPDATE long_text SET master_key_id = 'lost' WHERE id = (SELECT long_text FROM text_piece"
                        + " WHERE id = 'sealed-1')");

        takeInOverdueAfterThree(UnreadableSecret.class);

        assertThat(description("sealed-2")).isEqualTo("Un banc cassé [partie manquante]");
        assertThat(contacts.of("sms", "sealed-1", "reason")).isEqualTo("unreadable");
        intake.part(TextPieces.class).forget(Instant.now().plus(Duration.ofDays(31)));
    }

    private void takeInOverdueAfterThree(Class<? extends RuntimeException> failures) {
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> takeInOverdue(Duration.ofHours(2))).isInstanceOf(failures);
        }
        takeInOverdue(Duration.ofHours(2));
    }

    private void takeInOverdue(Duration later) {
        intake.part(TakeInText.class).takeInOverdue(Instant.now().plus(later));
    }

    /** How many messages of a number were taken in. */
    private int contacts(String number) {
        return Objects.requireNonNull(intake.database()
                .queryForObject(
                        "SELECT count(*) FROM received_contact WHERE request_id = (SELECT request_id FROM"
                                + " text_conversation WHERE number_mark = ?)",
                        Integer.class,
                        mark(number)));
    }

    private int keptSenders(String number) {
        return Objects.requireNonNull(intake.database()
                .queryForObject(
                        "SELECT count(sender) FROM long_text WHERE message LIKE encode(?, 'hex') || '/%'",
                        Integer.class, mark(number)));
    }

    private byte[] mark(String number) {
        return Dialogue.markOfNumber(number, intake.part(Derivations.class)).bytes();
    }

    private String description(String id) {
        return contacts.ofRequest(requestOf(id), "description");
    }

    @Test
    void keepsSilentOnceAskedToStop() {
        reply("t-1", "+33612345603", "Un lampadaire clignote");

        assertThat(reply("t-2", "+33612345603", " Stop. ")).contains("plus de SMS");
        assertThat(reply("t-3", "+33612345603", "STOP")).isNull();
        assertThat(reply("t-4", "+33612345603", "Il clignote toujours")).isNull();
        assertThat(reply("t-5", "+33612345603", "Reprendre")).contains("de nouveau");
        assertThat(reply("t-6", "+33612345603", "Nouveau : une poubelle déborde"))
                .contains("Où est-ce");
        assertThat(requestOf("t-4")).isEqualTo(requestOf("t-1")).isNotEqualTo(requestOf("t-6"));
    }

    @Test
    void tellsWhoAnswersWhetherANumberSaidStop() {
        reply("v-1", "+33612345605", "Une branche est tombée");
        assertThat(contacts.contactOf(requestOf("v-1"))
                        .path("reply")
                        .path("address")
                        .asString())
                .isEqualTo("+33612345605");
        assertThat(contacts.contactOf(requestOf("v-1")).path("textsStopped").asBoolean(true))
                .isFalse();

        reply("v-2", "+33612345605", "STOP");
        assertThat(contacts.contactOf(requestOf("v-1")).path("textsStopped").asBoolean(false))
                .isTrue();

        reply("v-3", "+33612345605", "Reprendre");
        assertThat(contacts.contactOf(requestOf("v-1")).path("textsStopped").asBoolean(true))
                .isFalse();
    }

    @Test
    void isSilentWhereverTheNumberIsKnownOnceStopWasSaidAnywhere() {
        reply("y-1", "+33612345620", "Un lampadaire clignote");

        assertThat(bridged("y-2", "STOP")).contains("nous ne vous écrirons plus");
        assertThat(contacts.contactOf(requestOf("y-1")).path("textsStopped").asBoolean(false))
                .isTrue();
        assertThat(reply("y-3", "+33612345620", "Il clignote toujours")).isNull();
        assertThat(reply("y-4", "+33612345620", "STOP")).isNull();

        assertThat(reply("y-5", "+33612345620", "Reprendre")).contains("de nouveau");
        assertThat(bridged("y-6", "Un banc cassé")).contains("est enregistrée");

        assertThat(reply("y-7", "+33612345620", "STOP")).contains("plus de SMS");
        assertThat(reply("y-7", "+33612345620", "STOP")).contains("plus de SMS");
        assertThat(bridged("y-8", "Devant le 12")).isEmpty();
    }

    /** What a messenger that knows the number 06 12 34 56 20 gets to send back. */
    private String bridged(String id, String text) {
        String body = "{\"id\": \"%s\", \"from\": \"@ada:town.example\", \"phone\": \"+33612345620\", \"text\": \"%s\"}"
                .formatted(id, text);
        HttpResponse<String> answer = intake.post(
                "/api/v1/channels/messaging/matrix-bridge",
                body,
                "X-Hub-Signature-256",
                MessengerStandIn.signature(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("text").asString("");
    }

    @Test
    void answersAMessageThatIsHandedOverAgainAsBeforeAndGoesOnWhereItWas() {
        String filed = reply("x-1", "+33612345621", "Il y a un gros trou dans la route");
        String placed = reply("x-2", "+33612345621", "Devant le 12 rue des Lilas");
        assertThat(placed).contains("De quoi s'agit-il");
        assertThat(reply("x-2", "+33612345621", "Devant le 12 rue des Lilas")).isEqualTo(placed);

        String chosen = reply("x-3", "+33612345621", "1");
        assertThat(chosen).contains("Merci, c'est ajouté", "Commencez par NOUVEAU");
        assertThat(reply("x-3", "+33612345621", "1")).isEqualTo(chosen);
        assertThat(reply("x-1", "+33612345621", "Il y a un gros trou dans la route"))
                .isEqualTo(filed);

        String another = reply("x-4", "+33612345621", "Nouveau : une poubelle déborde");
        assertThat(reply("x-4", "+33612345621", "Nouveau : une poubelle déborde"))
                .isEqualTo(another);
        assertThat(reply("x-1", "+33612345621", "Il y a un gros trou dans la route"))
                .isEqualTo(filed);
        reply("x-5", "+33612345621", "Place du Marché");

        assertThat(requestOf("x-5")).isEqualTo(requestOf("x-4")).isNotEqualTo(requestOf("x-1"));
        await().untilAsserted(
                        () -> assertThat(intake.published(requestOf("x-1"))).hasSize(3));
    }

    @Test
    void opensNothingForThanksAndAnotherRequestForAnythingElseOnceTheRequestIsResolved() {
        reply("r-1", "+33612345622", "Un trou devant le 12");
        intake.resolve(requestOf("r-1"));

        assertThat(reply("r-2", "+33612345622", "Merci beaucoup 👍")).isNull();
        assertThat(contacts.of("sms", "r-2", "reason")).isEqualTo("thanks");

        String another = reply("r-3", "+33612345622", "Maintenant un lampadaire clignote");
        assertThat(another)
                .startsWith("Votre demande précédente est close : ceci en ouvre une autre. Merci, demande ")
                .hasSizeLessThan(160);
        assertThat(reply("r-3", "+33612345622", "Maintenant un lampadaire clignote"))
                .isEqualTo(another);
        reply("r-4", "+33612345622", "Place du Marché");

        String opened = requestOf("r-3/new");
        assertThat(opened).isEqualTo(requestOf("r-4")).isNotEqualTo(requestOf("r-1"));
        assertThat(description("r-3/new")).isEqualTo("Maintenant un lampadaire clignote");
        await().untilAsserted(() -> assertThat(intake.published(opened)).hasSize(2));
        assertThat(intake.published(requestOf("r-1"))).hasSize(1);
    }

    @Test
    void opensNothingForAGreetingOnceTheRequestIsOver() {
        reply("rg-1", "+33612345693", "Un trou devant le 12");
        reply("rg-2", "+33612345694", "Un trou devant le 14");
        String resolved = requestOf("rg-1");
        String confirmed = requestOf("rg-2");
        intake.resolve(resolved);
        intake.resolve(confirmed);
        intake.confirm(confirmed);

        String greeted = reply("rg-3", "+33612345693", "Bonjour");

        assertThat(greeted).startsWith("Bonjour ! Dites-nous ce qui ne va pas");
        assertThat(reply("rg-3", "+33612345693", "Bonjour")).isEqualTo(greeted);
        assertThat(reply("rg-4", "+33612345694", "Bonjour Madame")).isEqualTo(greeted);
        assertThat(contacts.of("sms", "rg-3", "reason")).isEqualTo("greeting");
        assertThat(contacts.of("sms", "rg-4", "reason")).isEqualTo("greeting");
        assertThat(reply("rg-5", "+33612345693", "Bonjour, un lampadaire clignote"))
                .startsWith("Votre demande précédente est close");
    }

    @Test
    void tellsWhoBeginsAgainWhatToWriteOnlyWhereThatIsARequestOfItsOwn() {
        reply("ra-1", "+33612345695", "Un trou devant le 12");
        String open = reply("ra-2", "+33612345695", "Reprendre");
        intake.resolve(requestOf("ra-1"));
        String over = reply("ra-3", "+33612345695", "Reprendre");
        String first = reply("ra-4", "+33612345696", "Reprendre");

        assertThat(open).isEqualTo("C'est noté, vous recevrez de nouveau des SMS.");
        assertThat(over).isEqualTo("C'est noté, vous recevrez nos SMS. Dites-nous ce qui ne va pas, et où.");
        assertThat(first).isEqualTo(over);
        assertThat(reply("ra-5", "+33612345696", "Un banc cassé")).startsWith("Merci, demande ");
        assertThat(reply("ra-6", "+33612345696", "REPRENDRE")).isEqualTo(open);
    }

    @Test
    void opensNothingForThanksThatComeLongAfterwards() {
        reply("r-5", "+33612345623", "Un trou devant le 12");
        intake.database().update("UPDATE text_conversation SET updated_at = updated_at - interval '30 days'");

        assertThat(reply("r-6", "+33612345623", "Merci !")).isNull();
        assertThat(contacts.of("sms", "r-6", "reason")).isEqualTo("thanks");
    }

    @Test
    void confirmsTheOutcomeByAYesAndContestsItByANo() {
        reply("r-7", "+33612345624", "There is a hole in the street");
        reply("r-8", "+33612345625", "Un trou devant le 14");
        intake.resolve(requestOf("r-7"));
        intake.resolve(requestOf("r-8"));

        assertThat(reply("r-9", "+33612345624", "Yes thank you")).matches("Thank you, noted: request .* is closed\\.");
        String contested = reply("r-10", "+33612345625", "Non, le trou est toujours là");
        assertThat(contested).contains("sera examinée de nouveau");
        assertThat(reply("r-10", "+33612345625", "Non, le trou est toujours là"))
                .isEqualTo(contested);

        await().untilAsserted(() -> {
            assertThat(intake.published(requestOf("r-7"))).hasSize(2);
            assertThat(intake.published(requestOf("r-8"))).hasSize(2);
        });
        assertThat(intake.decoded(intake.published(requestOf("r-7")).get(1))).isInstanceOf(OutcomeConfirmed.class);
        assertThat(intake.decoded(intake.published(requestOf("r-8")).get(1)))
                .isInstanceOfSatisfying(
                        OutcomeContested.class,
                        event -> assertThat(event.getReason()).isEqualTo("Non, le trou est toujours là"));
    }

    @Test
    void contestsByANoWhatAnotherConfirmedMeanwhile() {
        reply("r-11", "+33612345626", "Un trou devant le 16");
        String request = requestOf("r-11");
        intake.resolve(request);
        intake.confirm(request);

        assertThat(reply("r-12", "+33612345626", "NON, il est toujours là")).contains("sera examinée de nouveau");

        await().untilAsserted(() -> assertThat(intake.published(request)).hasSize(2));
        assertThat(intake.decoded(intake.published(request).get(1))).isInstanceOf(OutcomeContested.class);
    }

    @Test
    void opensNothingForMachinesAndWithoutASignature() {
        assertThat(reply("u-1", "MaBanque", "Votre code est 1234")).isNull();
        assertThat(reply("u-2", "36111", "Promotion")).isNull();
        assertThat(intake.post(PATH, body("u-3", "+33612345604", "Un trou", ""), headers("u-3", "other", Instant.now()))
                        .statusCode())
                .isEqualTo(401);
        assertThat(post(
                                "u-4",
                                body("u-4", "+33612345604", "Un trou", ""),
                                Instant.now().minusSeconds(3_600))
                        .statusCode())
                .isEqualTo(401);
        assertThat(post("u-5", "{\"from\": \"+33612345604\"}", Instant.now()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void keepsThePicturesOfAMultimediaMessageAndSaysWhichItCouldNot() {
        String picture = Base64.getEncoder().encodeToString(TestPictures.jpeg(251, 90));

        String reply = replyTo(
                "m-1",
                body("m-1", "+33612345605", "Un banc en photo", ", \"media\": [\"" + picture + "\", \"AAAA\", \"€\"]"));

        assertThat(reply).startsWith("Merci, demande ").contains("Un fichier n'a pas pu être gardé");
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT count(*) FROM attachment WHERE request_id = ?::uuid",
                                Integer.class,
                                requestOf("m-1")))
                .isOne();
    }

    private String requestOf(String id) {
        return contacts.requestOf("sms", id);
    }

    private @Nullable String reply(String id, String from, String text) {
        return replyTo(id, body(id, from, text, ""));
    }

    private @Nullable String piece(String id, String from, String text, int number) {
        return piece(id, from, text, number, 2);
    }

    private @Nullable String piece(String id, String from, String text, int number, int total) {
        return replyTo(
                id,
                body(
                        id,
                        from,
                        text,
                        ", \"piece\": {\"reference\": \"77\", \"number\": %d, \"total\": %d}"
                                .formatted(number, total)));
    }

    private @Nullable String replyTo(String id, String body) {
        HttpResponse<String> answer = post(id, body, Instant.now());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var reply = json(answer).path("reply");
        return reply.isNull() || reply.isMissingNode() ? null : reply.asString();
    }

    private HttpResponse<String> post(String id, String body, Instant at) {
        return intake.post(PATH, body, headers(id, body, at));
    }

    private static String body(String id, String from, String text, String more) {
        return "{\"id\": \"%s\", \"from\": \"%s\", \"text\": \"%s\"%s}".formatted(id, from, text, more);
    }

    private static String[] headers(String id, String body, Instant at) {
        String timestamp = Long.toString(at.getEpochSecond());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(IntakeUnderTest.SMS_KEY, "HmacSHA256"));
            byte[] signature = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return new String[] {
                "webhook-id",
                id,
                "webhook-timestamp",
                timestamp,
                "webhook-signature",
                "v1,AAAA v1," + Base64.getEncoder().encodeToString(signature)
            };
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
