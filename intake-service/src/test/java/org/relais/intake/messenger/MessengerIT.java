package org.relais.intake.messenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.relais.intake.IntakeUnderTest.json;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relais.event.common.v1.Channel;
import org.relais.event.common.v1.Location;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.ReceivedContacts;
import tools.jackson.databind.JsonNode;

/** Messengers hand messages over by HTTP, and get the answers by HTTP. */
class MessengerIT {

    private static final String WHATSAPP = "/api/v1/channels/messaging/whatsapp";
    private static final String TELEGRAM = "/api/v1/channels/messaging/telegram";
    private static final String PLAIN = "/api/v1/channels/messaging/matrix-bridge";

    private final IntakeUnderTest intake = IntakeUnderTest.shared();
    private final ReceivedContacts contacts = new ReceivedContacts(intake);
    private final MessengerStandIn messenger = IntakeUnderTest.messenger();

    @Test
    void answersTheChallengeOfWhoKnowsTheTokenAlone() {
        HttpResponse<String> good = intake.get(WHATSAPP + "?hub.mode=subscribe&hub.verify_token="
                + IntakeUnderTest.MESSENGER_SECRET + "&hub.challenge=1158201444");
        HttpResponse<String> bad =
                intake.get(WHATSAPP + "?hub.mode=subscribe&hub.verify_token=guessed&hub.challenge=1158201444");

        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(good.body()).isEqualTo("1158201444");
        assertThat(bad.statusCode()).isEqualTo(403);
        assertThat(intake.get(TELEGRAM + "?hub.mode=subscribe&hub.challenge=1").statusCode())
                .isEqualTo(403);
        assertThat(intake.post("/api/v1/channels/messaging/signal", "{}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void opensNothingWithoutAGoodSignature() {
        String body = whatsapp("33612345701", "w-0", "\"type\": \"text\", \"text\": {\"body\": \"Un trou\"}");

        assertThat(intake.post(WHATSAPP, body).statusCode()).isEqualTo(401);
        assertThat(intake.post(WHATSAPP, body, "X-Hub-Signature-256", MessengerStandIn.signature(body + " "))
                        .statusCode())
                .isEqualTo(401);
        assertThat(intake.post(TELEGRAM, "{}", "X-Telegram-Bot-Api-Secret-Token", "guessed")
                        .statusCode())
                .isEqualTo(401);
        assertThat(intake.post(WHATSAPP, "[]", "X-Hub-Signature-256", MessengerStandIn.signature("[]"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void filesAtOnceThenTakesPlaceAndPhotosAndAnswersInTheSameConversation() {
        String person = "33612345702";
        String first = whatsapp(person, "w-1", "\"type\": \"text\", \"text\": {\"body\": \"Un gros trou\"}");
        signed(first);
        signed(first);
        signed(whatsapp(person, "w-2", "\"type\": \"image\", \"image\": {\"id\": \"photo-1\", \"caption\": \"\"}"));
        signed(whatsapp(
                person,
                "w-3",
                "\"type\": \"location\", \"location\": {\"latitude\": 48.8512, \"longitude\": 2.3514,"
                        + " \"name\": \"École\"}"));
        signed(whatsapp(person, "w-4", "\"type\": \"image\", \"image\": {\"id\": \"letter\"}"));
        signed(whatsapp(person, "w-5", "\"type\": \"text\", \"text\": {\"body\": \"1\"}"));

        String request = contacts.requestOf("whatsapp", "w-1");
        List<String> replies = repliesTo(person);
        assertThat(replies).as("the first came twice, and was answered once").hasSize(5);
        assertThat(replies.get(0)).startsWith("Merci, votre demande ").contains("partagez l'endroit");
        assertThat(replies.get(1)).contains("Où est-ce ?");
        assertThat(replies.get(2)).contains("De quoi s'agit-il", "\n1 Nid-de-poule");
        assertThat(replies.get(3)).contains("Un fichier n'a pas pu être gardé");
        assertThat(messenger.received())
                .filteredOn(answer -> answer.body().contains(person))
                .allSatisfy(answer -> assertThat(answer.authorization()).isEqualTo("Bearer messenger-token"));
        await().untilAsserted(() -> assertThat(intake.published(request)).hasSize(5));
        assertThat(intake.decoded(intake.published(request).get(0)))
                .isInstanceOfSatisfying(ServiceRequestSubmitted.class, event -> {
                    assertThat(event.getChannel()).isEqualTo(Channel.MESSAGING);
                    assertThat(event.getContactable()).isTrue();
                });
        assertThat(((DetailsAdded) intake.decoded(intake.published(request).get(2))).getLocation())
                .isEqualTo(new Location(48.8512, 2.3514, null));
        assertThat(((DetailsAdded) intake.decoded(intake.published(request).get(4))).getServiceCode())
                .isEqualTo("pothole");
        assertThat(((DetailsAdded) intake.decoded(intake.published(request).get(1))).getAttachments())
                .hasSize(1);
        assertThat(((DetailsAdded) intake.decoded(intake.published(request).get(2))).getDescription())
                .isEqualTo("Lieu : École (48.851200, 2.351400)");
        assertThat(((DetailsAdded) intake.decoded(intake.published(request).get(4))).getDescription())
                .isEqualTo("Catégorie choisie : Nid-de-poule");
        JsonNode contact = contacts.contactOf(request);
        assertThat(contact.path("phone").asString()).isEqualTo("+33612345702");
        assertThat(contact.at("/reply/channel").asString()).isEqualTo("whatsapp");
        assertThat(contact.at("/reply/address").asString()).isEqualTo(person);
        assertThat(contacts.of("whatsapp", "w-4", "left_out_why")).isEqualTo("not_a_picture");
    }

    @Test
    void saysTheNumberToCallFirst() {
        String person = "33612345721";
        signed(whatsapp(person, "e-1", "\"type\": \"text\", \"text\": {\"body\": \"Une odeur de gaz\"}"));

        assertThat(repliesTo(person)).singleElement().asString().startsWith("Urgence : appelez le 112.");
    }

    @Test
    void refusesAMessageThatBreaksItInsteadOfAskingForItAgainForEver() {
        String person = "33612345722";
        intake.database()
                .execute("ALTER TABLE service_request ADD CONSTRAINT breaks CHECK (description <> 'Boum') NOT VALID");
        try {
            signed(whatsapp(person, "n-1", "\"type\": \"text\", \"text\": {\"body\": \"Boum\"}"));
        } finally {
            intake.database().execute("ALTER TABLE service_request DROP CONSTRAINT breaks");
        }

        assertThat(contacts.of("whatsapp", "n-1", "reason")).isEqualTo("unreadable");
        assertThat(repliesTo(person)).isEmpty();
    }

    @Test
    void takesAPlaceWithoutWhatNoTextCanHold() {
        signed(whatsapp(
                "33612345723",
                "n-2",
                "\"type\": \"location\", \"location\": {\"latitude\": 48.8512, \"longitude\": 2.3514,"
                        + " \"name\": \"Place\\u0000 Ronde\"}"));

        assertThat(contacts.ofRequest(contacts.requestOf("whatsapp", "n-2"), "latitude::text || ' ' || address"))
                .isEqualTo("48.8512 Place Ronde");
    }

    @Test
    void makesOneRequestOfAnAlbumWhosePicturesComeAllAtOnce() throws Exception {
        String person = "33612345710";
        List<Future<HttpResponse<String>>> calls = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int number = 0; number < 8; number++) {
                String body = whatsapp(
                        person, "a-" + number, "\"type\": \"image\", \"image\": {\"id\": \"album-" + number + "\"}");
                calls.add(threads.submit(() -> {
                    start.await();
                    return post(body);
                }));
            }
            start.countDown();
            for (Future<HttpResponse<String>> call : calls) {
                assertThat(call.get().statusCode()).isEqualTo(200);
            }
        }

        List<String> requests = IntStream.range(0, 8)
                .mapToObj(number -> contacts.requestOf("whatsapp", "a-" + number))
                .distinct()
                .toList();
        assertThat(requests).hasSize(1);
        assertThat(repliesTo(person))
                .hasSize(8)
                .filteredOn(reply -> reply.contains("est enregistrée"))
                .hasSize(1);
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT count(*) FROM attachment WHERE request_id = ?::uuid",
                                Integer.class,
                                requests.getFirst()))
                .isEqualTo(8);
    }

    /** More than there are turns at once. */
    @Test
    void keepsNobodyWaitingForThePicturesOfOthers() throws Exception {
        int slow = 12;
        messenger.isSlow();
        List<Future<HttpResponse<String>>> calls = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(slow)) {
            try {
                for (int number = 0; number < slow; number++) {
                    String body = whatsapp(
                            "336123458" + (10 + number),
                            "q-" + number,
                            "\"type\": \"image\", \"image\": {\"id\": \"slow-" + number + "\"}");
                    calls.add(threads.submit(() -> post(body)));
                }
                await().until(() -> messenger.waiting() == slow);

                signed(whatsapp("33612345850", "q-50", "\"type\": \"text\", \"text\": {\"body\": \"Un trou\"}"));

                assertThat(repliesTo("33612345850")).hasSize(1);
                assertThat(messenger.waiting()).isEqualTo(slow);
            } finally {
                messenger.letGo();
            }
            for (Future<HttpResponse<String>> call : calls) {
                assertThat(call.get().statusCode()).isEqualTo(200);
            }
        }
        for (int number = 0; number < slow; number++) {
            assertThat(intake.database()
                            .queryForObject(
                                    "SELECT count(*) FROM attachment WHERE request_id = ?::uuid",
                                    Integer.class,
                                    contacts.requestOf("whatsapp", "q-" + number)))
                    .isOne();
        }
    }

    @Test
    void answersNothingToWhatSaysNothing() {
        String person = "33612345709";
        signed(whatsapp(
                person, "w-20", "\"type\": \"reaction\", \"reaction\": {\"message_id\": \"w-1\", \"emoji\": \"👍\"}"));
        signed(whatsapp(person, "w-21", "\"type\": \"text\", \"text\": {\"body\": \"Un banc cassé\"}"));

        assertThat(repliesTo(person)).singleElement().asString().startsWith("Merci, votre demande ");
    }

    @Test
    void asksForWordsWhereItGotSomethingItCannotRead() {
        signed(whatsapp("33612345711", "w-30", "\"type\": \"audio\", \"audio\": {\"id\": \"1\", \"voice\": true}"));
        signed(whatsapp(
                "33612345712", "w-31", "\"type\": \"text\", \"text\": {\"body\": \"There is a hole in the street\"}"));
        String film = whatsapp("33612345712", "w-32", "\"type\": \"video\", \"video\": {\"id\": \"2\"}");
        signed(film);
        signed(film);
        HttpResponse<String> telegram = telegram("""
            {"update_id": 5, "message": {"message_id": 14, "chat": {"id": 7003, "type": "private"},
             "from": {"id": 7003}, "voice": {"file_id": "v", "duration": 3}}}
            """);

        assertThat(repliesTo("33612345711")).singleElement().asString().contains("Dites-le en quelques mots");
        assertThat(repliesTo("33612345712")).hasSize(2).element(1).asString().contains("tell us in a few words");
        assertThat(json(telegram).path("text").asString()).contains("Dites-le en quelques mots");
        assertThat(contacts.of("whatsapp", "w-30", "reason")).isEqualTo("wordless");
        assertThat(contacts.of("whatsapp", "w-32", "reason")).isEqualTo("wordless");
        assertThat(contacts.of("telegram", "7003/14", "reason")).isEqualTo("wordless");
    }

    @Test
    void takesWhatWasChosenForWordsAndAPictureSentAsAFileForAPicture() {
        signed(whatsapp(
                "33612345713",
                "w-33",
                "\"type\": \"interactive\", \"interactive\": {\"type\": \"button_reply\", \"button_reply\": {\"id\":"
                        + " \"b\", \"title\": \"Un banc cassé\"}}"));
        signed(whatsapp(
                "33612345714",
                "w-34",
                "\"type\": \"button\", \"button\": {\"payload\": \"p\", \"text\": \"Un trou\"}"));
        signed(whatsapp(
                "33612345714",
                "w-35",
                "\"type\": \"document\", \"document\": {\"id\": \"file\", \"mime_type\": \"image/jpeg\","
                        + " \"filename\": \"a.jpg\"}"));
        signed(whatsapp(
                "33612345714",
                "w-36",
                "\"type\": \"document\", \"document\": {\"id\": \"letter\", \"mime_type\": \"application/pdf\","
                        + " \"caption\": \"Devant le 12\"}"));

        assertThat(contacts.ofRequest(contacts.requestOf("whatsapp", "w-33"), "description"))
                .isEqualTo("Un banc cassé");
        String request = contacts.requestOf("whatsapp", "w-34");
        assertThat(contacts.ofRequest(request, "description")).isEqualTo("Un trou");
        await().untilAsserted(() -> assertThat(intake.published(request)).hasSize(3));
        assertThat(((DetailsAdded) intake.decoded(intake.published(request).get(1))).getAttachments())
                .hasSize(1);
        assertThat(((DetailsAdded) intake.decoded(intake.published(request).get(2))).getDescription())
                .isEqualTo("Devant le 12");
        assertThat(repliesTo("33612345714").getLast()).contains("Un fichier n'a pas pu être gardé");
    }

    @Test
    void losesNoMessageForAnotherOfTheSameCallThatBearsNoName() {
        String body = """
            {"entry": [{"changes": [{"value": {"messages": [
             {"from": "33612345715", "type": "text", "text": {"body": "Sans nom"}},
             {"id": "w-37", "from": "33612345715", "type": "text", "text": {"body": "Un banc cassé"}}]}}]}]}
            """;

        signed(body);

        assertThat(contacts.ofRequest(contacts.requestOf("whatsapp", "w-37"), "description"))
                .isEqualTo("Un banc cassé");
        assertThat(repliesTo("33612345715")).hasSize(1);
    }

    @Test
    void neverLosesAMessageForAPictureThatCannotBeHad() {
        signed(whatsapp(
                "33612345703", "w-6", "\"type\": \"image\", \"image\": {\"id\": \"gone\", \"caption\": \"Un banc\"}"));
        signed(whatsapp(
                "33612345704", "w-7", "\"type\": \"image\", \"image\": {\"id\": \"elsewhere\", \"caption\": \"Là\"}"));

        assertThat(contacts.requestOf("whatsapp", "w-6")).isNotEqualTo(contacts.requestOf("whatsapp", "w-7"));
        assertThat(contacts.of("whatsapp", "w-6", "left_out_why")).isEqualTo("picture_out_of_reach");
        assertThat(contacts.of("whatsapp", "w-7", "left_out_why")).isEqualTo("picture_out_of_reach");
        assertThat(repliesTo("33612345703").getFirst()).contains("Une photo ne nous est pas parvenue");
    }

    @Test
    void isCalledAgainWhereTheAnswerCouldNotBeSent() {
        String body = whatsapp("33612345705", "w-8", "\"type\": \"text\", \"text\": {\"body\": \"Un trou\"}");
        messenger.isDownFor("33612345705", 1);

        HttpResponse<String> first = post(body);
        HttpResponse<String> again = post(body);

        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).isPresent();
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(repliesTo("33612345705")).hasSize(1);
        assertThat(contacts.of("whatsapp", "w-8", "count(*)")).isEqualTo("1");
    }

    @Test
    void takesWhatTelegramSendsAndAnswersInTheCallItself() {
        HttpResponse<String> placed = telegram("""
            {"update_id": 1, "message": {"message_id": 11, "chat": {"id": 7001, "type": "private"},
             "from": {"id": 7001, "first_name": "Aloïs", "last_name": "Canari"},
             "location": {"latitude": 48.8513, "longitude": 2.3515}}}
            """);
        HttpResponse<String> pictured = telegram("""
            {"update_id": 2, "message": {"message_id": 12, "chat": {"id": 7001, "type": "private"},
             "from": {"id": 7001, "first_name": "Aloïs"}, "caption": "Un lampadaire tombé",
             "photo": [{"file_id": "small"}, {"file_id": "large"}]}}
            """);
        HttpResponse<String> group = telegram("""
            {"update_id": 3, "message": {"message_id": 13, "chat": {"id": -7002, "type": "group"},
             "from": {"id": 7001}, "text": "Bonjour à tous"}}
            """);
        HttpResponse<String> edited = telegram("{\"update_id\": 4, \"edited_message\": {\"message_id\": 12}}");

        JsonNode answer = json(placed);
        assertThat(answer.path("method").asString()).isEqualTo("sendMessage");
        assertThat(answer.path("chat_id").asString()).isEqualTo("7001");
        assertThat(answer.path("text").asString())
                .startsWith("Merci, votre demande ")
                .doesNotContain("Où est-ce");
        String request = contacts.requestOf("telegram", "7001/11");
        assertThat(contacts.ofRequest(request, "latitude::text || ' ' || description"))
                .isEqualTo("48.8513 Lieu : 48.851300, 2.351500");
        assertThat(contacts.contactOf(request).path("name").asString()).isEqualTo("Aloïs Canari");
        assertThat(json(pictured).path("text").asString()).contains("c'est ajouté");
        await().untilAsserted(() -> assertThat(intake.published(request)).hasSize(2));
        assertThat(((DetailsAdded) intake.decoded(intake.published(request).get(1))).getAttachments())
                .hasSize(1);
        assertThat(group.body()).isEqualTo("{}");
        assertThat(edited.body()).isEqualTo("{}");
    }

    private static String privately(int number, String text) {
        return """
            {"update_id": 5, "message": {"message_id": %d, "chat": {"id": 7040, "type": "private"},
             "from": {"id": 7040, "first_name": "Ada"}, "text": "%s"}}
            """.formatted(number, text);
    }

    @Test
    void saysWhatToWriteToWhoOpensAConversationAndTakesNoLinkForARequest() {
        for (String opening : List.of("/start", "/start affiche-12")) {
            int number = opening.length();
            HttpResponse<String> opened = telegram(privately(number, opening));

            assertThat(json(opened).path("text").asString())
                    .as(opening)
                    .contains("Dites-nous ce qui ne va pas")
                    .doesNotContain("de nouveau");
            assertThat(contacts.of("telegram", "7040/" + number, "reason")).isEqualTo("start");
        }
        telegram(privately(50, "Un lampadaire tombé"));
        assertThat(json(telegram(privately(51, "/start"))).path("text").asString())
                .as("what is written next is added to it")
                .isEqualTo("C'est noté, nous vous écrirons de nouveau ici.");
    }

    @Test
    void takesASimpleMessageFromAnyBridgeThatSigns() {
        String body = """
            {"id": "m-1", "from": "@alois:town.example", "name": "Aloïs", "text": "A street lamp is off, it is at the square",
             "location": {"address": "Place du Marché"}, "photos": ["one", "two"]}
            """;

        HttpResponse<String> answer = intake.post(PLAIN, body, "X-Hub-Signature-256", MessengerStandIn.signature(body));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("to").asString()).isEqualTo("@alois:town.example");
        assertThat(json(answer).path("text").asString()).startsWith("Thank you, your request ");
        String request = contacts.requestOf("matrix-bridge", "m-1");
        assertThat(contacts.ofRequest(request, "address")).isEqualTo("Place du Marché");
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT count(*) FROM attachment WHERE request_id = ?::uuid", Integer.class, request))
                .isEqualTo(2);
    }

    /** The person is asked of the first of two requests, and answers after the second. */
    @ParameterizedTest
    @CsvSource({"whatsapp,33612345730", "telegram,7030", "matrix-bridge,@aline:town.example"})
    void takesWhatIsSaidForTheAnswerToTheDepartmentsQuestion(String provider, String person) {
        write(provider, person, "10", "Un trou, ici : geo:48.8500,2.3500");
        write(provider, person, "11", "Nouveau : un banc cassé");
        write(provider, person, "12", "12 rue des Canaris");
        String asked = contacts.requestOf(provider, messageId(provider, person, "10"));
        intake.departmentAsks(asked);

        write(provider, person, "13", "Il est profond comme une main");

        assertThat(contacts.requestOf(provider, messageId(provider, person, "11")))
                .isNotEqualTo(asked);
        assertThat(contacts.requestOf(provider, messageId(provider, person, "13")))
                .isEqualTo(asked);
        await().untilAsserted(() -> assertThat(
                        intake.decoded(intake.published(asked).getLast()))
                .isInstanceOfSatisfying(
                        DetailsAdded.class,
                        event -> assertThat(event.getDescription()).isEqualTo("Il est profond comme une main")));
        for (var published : intake.published(asked)) {
            assertThat(intake.decoded(published).toString()).doesNotContain(person);
        }
    }

    /** The request whose department asks this person; what they wrote of another since, as message 11, got no answer. */
    private String askedBeforeAnAnswerThatNeverLeft(String person) {
        write("whatsapp", person, "10", "Un trou, ici : geo:48.8500,2.3500");
        String asked = contacts.requestOf("whatsapp", messageId("whatsapp", person, "10"));
        intake.departmentAsks(asked);
        messenger.isDownFor(person, 1);
        String another = "\"type\": \"text\", \"text\": {\"body\": \"Nouveau : un banc cassé\"}";
        assertThat(post(whatsapp(person, messageId("whatsapp", person, "11"), another))
                        .statusCode())
                .isEqualTo(503);
        return asked;
    }

    @Test
    void whatIsAskedInAnAnswerThatNeverLeftIsNotAsked() {
        String person = "33612345739";
        String asked = askedBeforeAnAnswerThatNeverLeft(person);

        write("whatsapp", person, "12", "Il est profond comme une main");

        assertThat(contacts.requestOf("whatsapp", messageId("whatsapp", person, "12")))
                .isEqualTo(asked);
    }

    @Test
    void whatIsAskedInAnAnswerThatNeverLeftIsNotAskedByAnotherThatDid() {
        String person = "33612345741";
        String asked = askedBeforeAnAnswerThatNeverLeft(person);
        signed(whatsapp(
                person, messageId("whatsapp", person, "12"), "\"type\": \"audio\", \"audio\": {\"id\": \"1\"}"));
        assertThat(repliesTo(person).getLast()).contains("quelques mots");

        write("whatsapp", person, "13", "Il est profond comme une main");

        assertThat(contacts.requestOf("whatsapp", messageId("whatsapp", person, "13")))
                .isEqualTo(asked);
    }

    @Test
    void tellsNotificationWhenThePersonWroteLastWhateverTheySaid() {
        String person = "33612345731";
        write("whatsapp", person, "20", "Un banc cassé, ici : geo:48.8500,2.3500");
        String request = contacts.requestOf("whatsapp", messageId("whatsapp", person, "20"));
        Instant filed =
                Instant.parse(contacts.contactOf(request).path("heardAt").asString());
        assertThat(filed).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        intake.database()
                .update(
                        "UPDATE text_conversation SET heard_at = heard_at - interval '2 days',"
                                + " updated_at = updated_at - interval '2 days' WHERE request_id = ?::uuid",
                        request);

        signed(whatsapp(
                person, messageId("whatsapp", person, "21"), "\"type\": \"audio\", \"audio\": {\"id\": \"1\"}"));

        assertThat(Instant.parse(contacts.contactOf(request).path("heardAt").asString()))
                .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void tellsNotificationToBeSilentWhereThePersonSaidStop() {
        write("whatsapp", "33612345732", "30", "Un banc cassé, ici : geo:48.8500,2.3500");
        write("telegram", "7032", "30", "Un banc cassé, ici : geo:48.8500,2.3500");
        String whatsapp = contacts.requestOf("whatsapp", messageId("whatsapp", "33612345732", "30"));
        String telegram = contacts.requestOf("telegram", messageId("telegram", "7032", "30"));

        write("whatsapp", "33612345732", "31", "Stop");
        write("telegram", "7032", "31", "STOP");

        // A number is silent by whatever reaches it.
        assertThat(contacts.contactOf(whatsapp).path("textsStopped").asBoolean())
                .isTrue();
        assertThat(contacts.contactOf(telegram).path("replyStopped").asBoolean())
                .isTrue();
        write("whatsapp", "33612345732", "32", "Start");
        assertThat(contacts.contactOf(whatsapp).path("textsStopped").asBoolean())
                .isFalse();
        assertThat(contacts.contactOf(whatsapp).path("replyStopped").asBoolean())
                .isFalse();
    }

    @Test
    void tellsNotificationWhatWhatsAppSaysOfMessages() {
        String statuses = """
            {"entry": [{"changes": [{"value": {"statuses": [
             {"id": "wamid.sent", "status": "sent", "recipient_id": "33612345740"},
             {"id": "wamid.there", "status": "delivered", "recipient_id": "33612345740"},
             {"id": "wamid.late", "status": "failed", "recipient_id": "33612345740",
              "errors": [{"code": 131047, "title": "Re-engagement message"}]},
             {"id": "wamid.gone", "status": "failed", "errors": [{"code": 131026, "title": "Undeliverable"}]}]}}]}]}
            """;

        signed(statuses);

        assertThat(messenger.receipts())
                .filteredOn(told -> told.body().contains("wamid.gone"))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.authorization()).isEqualTo("Bearer own-token");
                    assertThat(IntakeUnderTest.json(told.body())).isEqualTo(IntakeUnderTest.json("""
                        {"channel": "whatsapp", "items": [
                         {"id": "wamid.there", "outcome": "delivered"},
                         {"id": "wamid.late", "outcome": "window_closed"},
                         {"id": "wamid.gone", "outcome": "not_delivered"}]}
                        """));
                });
    }

    private static String messageId(String provider, String person, String number) {
        return provider.equals("telegram") ? person + "/" + number : "asked-" + person + "-" + number;
    }

    /** A person's words by whichever messenger. */
    private void write(String provider, String person, String number, String words) {
        String id = messageId(provider, person, number);
        switch (provider) {
            case "whatsapp" ->
                signed(whatsapp(person, id, "\"type\": \"text\", \"text\": {\"body\": \"" + words + "\"}"));
            case "telegram" -> telegram("""
                {"update_id": 40, "message": {"message_id": %s, "chat": {"id": %s, "type": "private"},
                 "from": {"id": %s, "first_name": "Aline"}, "text": "%s"}}
                """.formatted(number, person, person, words));
            default -> {
                String body = "{\"id\": \"%s\", \"from\": \"%s\", \"text\": \"%s\"}".formatted(id, person, words);
                assertThat(intake.post(PLAIN, body, "X-Hub-Signature-256", MessengerStandIn.signature(body))
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    private static String whatsapp(String from, String id, String content) {
        return """
            {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value": {
             "messaging_product": "whatsapp", "metadata": {"phone_number_id": "9"},
             "contacts": [{"profile": {"name": "Aloïs"}, "wa_id": "%s"}],
             "messages": [{"from": "%s", "id": "%s", "timestamp": "1790000000", %s}]}}]}]}
            """.formatted(from, from, id, content);
    }

    private HttpResponse<String> post(String body) {
        return intake.post(WHATSAPP, body, "X-Hub-Signature-256", MessengerStandIn.signature(body));
    }

    private void signed(String body) {
        HttpResponse<String> answer = post(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> telegram(String body) {
        HttpResponse<String> answer =
                intake.post(TELEGRAM, body, "X-Telegram-Bot-Api-Secret-Token", IntakeUnderTest.MESSENGER_SECRET);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private List<String> repliesTo(String person) {
        return messenger.received().stream()
                .map(answer -> IntakeUnderTest.json(answer.body()))
                .filter(body -> body.path("to").asString("").equals(person))
                .map(body -> body.at("/text/body").asString())
                .toList();
    }
}
