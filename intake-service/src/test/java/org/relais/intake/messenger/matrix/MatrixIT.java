package org.relais.intake.messenger.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.relais.event.common.v1.Channel;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.OutcomeConfirmed;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.ReceivedContacts;
import org.relais.intake.messenger.TakeInMessage;
import org.relais.platform.matrix.Homeserver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** People write to the town's account from their own clients, and are answered in the same room. */
class MatrixIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(200);

    private final IntakeUnderTest intake = IntakeUnderTest.shared();
    private final ReceivedContacts contacts = new ReceivedContacts(intake);
    private final HomeserverStandIn homeserver = IntakeUnderTest.homeserver();

    @AfterEach
    void giveAllAgain() {
        homeserver.givesAtMost(Integer.MAX_VALUE);
        intake.part(MatrixReader.class).start();
    }

    private static ConditionFactory soon() {
        return await().atMost(SOON).pollInterval(Duration.ofMillis(25));
    }

    private List<String> replies(String room, int number) {
        soon().untilAsserted(() -> assertThat(homeserver.repliesIn(room)).hasSize(number));
        return homeserver.repliesIn(room);
    }

    @Test
    void filesWhatWasSaidBeforeItCameInThenTakesPlaceAndPictureAndAnswersAsAMachine() {
        String ada = "@ada1:town.example";
        String room = homeserver.invite(ada);
        String first = homeserver.writes(room, ada, "Un gros trou dans la route");
        replies(room, 1);
        homeserver.says(
                room,
                ada,
                "{\"msgtype\": \"m.location\", \"body\": \"École\", \"geo_uri\": \"geo:48.8512,2.3514;u=20\"}");
        replies(room, 2);
        homeserver.says(
                room,
                ada,
                "{\"msgtype\": \"m.image\", \"body\": \"Le voilà\", \"filename\": \"a.jpg\","
                        + " \"url\": \"mxc://town.example/picture1\"}");
        replies(room, 3);
        homeserver.says(room, ada, "{\"msgtype\": \"m.notice\", \"body\": \"Je suis une machine aussi\"}");
        homeserver.writes(room, ada, "Il est profond");

        List<String> replies = replies(room, 4);
        assertThat(replies.get(0)).startsWith("Merci, votre demande ").contains("partagez l'endroit");
        assertThat(replies.get(1)).contains("De quoi s'agit-il", "\n1 Nid-de-poule");
        assertThat(homeserver.saidIn(room))
                .allSatisfy(
                        said -> assertThat(said.path("msgtype").asString("")).isEqualTo("m.notice"));
        String request = requestOf(first);
        soon().untilAsserted(() -> assertThat(intake.published(request)).hasSize(4));
        assertThat(intake.decoded(intake.published(request).get(0)))
                .isInstanceOfSatisfying(ServiceRequestSubmitted.class, event -> {
                    assertThat(event.getChannel()).isEqualTo(Channel.MESSAGING);
                    assertThat(event.getContactable()).isTrue();
                    assertThat(event.getDescription()).isEqualTo("Un gros trou dans la route");
                });
        assertThat(detail(request, 1).getDescription()).isEqualTo("Lieu : École (48.851200, 2.351400)");
        assertThat(detail(request, 2).getDescription()).isEqualTo("Le voilà");
        assertThat(detail(request, 2).getAttachments()).hasSize(1);
        JsonNode contact = contacts.contactOf(request);
        assertThat(contact.at("/reply/channel").asString()).isEqualTo("matrix");
        assertThat(contact.at("/reply/address").asString()).isEqualTo(ada);
        assertThat(contact.at("/reply/thread").asString()).isEqualTo(room);
        assertThat(contact.path("name").asString()).isEqualTo("Ada " + ada);
        assertThat(contact.path("answeredInReply").asBoolean(false)).isTrue();
        assertThat(contact.path("replyStopped").asBoolean(true)).isFalse();
    }

    @Test
    void leavesAGroupWithAWordAndTakesNothingOfIt() {
        String ada = "@ada2:town.example";
        String group = homeserver.invite(ada, "@bob2:town.example");
        soon().until(() -> homeserver.hasLeft(group));

        String pair = homeserver.invite(ada);
        homeserver.writes(pair, ada, "Un banc cassé");
        replies(pair, 1);
        homeserver.comesIn(pair, "@bob2:town.example");
        soon().until(() -> homeserver.hasLeft(pair));
        String later = homeserver.writes(group, ada, "Bonjour à tous");

        assertThat(homeserver.repliesIn(group))
                .singleElement()
                .asString()
                .contains("Nous ne répondons pas dans les groupes", "We do not answer in groups");
        assertThat(homeserver.repliesIn(pair)).hasSize(2).last().asString().contains("dans les groupes");
        assertThat(known(later)).isZero();
    }

    @Test
    void hearsNothingThatWasSaidBeforeItWasInvited() {
        String ada = "@ada12:town.example";
        String room = homeserver.makesRoom(ada);
        String among = homeserver.writes(room, ada, "Entre nous");
        homeserver.invites(room, ada);
        String said = homeserver.writes(room, ada, "Un banc cassé");
        replies(room, 1);
        homeserver.givesAtMost(1);
        String other = homeserver.makesRoom(ada);
        String before = homeserver.writes(other, ada, "Entre nous aussi");
        homeserver.invites(other, ada);
        homeserver.writes(other, ada, "Un lampadaire clignote");
        homeserver.writes(other, ada, "Depuis hier");
        replies(other, 2);

        assertThat(known(among)).isZero();
        assertThat(known(before)).isZero();
        assertThat(requestOf(said)).isNotEmpty();
    }

    @Test
    void leavesARoomInWhichNobodyIsAnyMore() {
        String ada = "@ada3:town.example";
        String room = homeserver.invite(ada);
        String said = homeserver.writes(room, ada, "Un banc cassé");
        replies(room, 1);

        homeserver.goesAway(room, ada);

        soon().until(() -> homeserver.hasLeft(room));
        assertThat(known(said)).isOne();
    }

    @Test
    void saysOnceThatItCannotReadWhatIsEncrypted() {
        String ada = "@ada4:town.example";
        String room = homeserver.invite(ada);
        String encrypted = "{\"algorithm\": \"m.megolm.v1.aes-sha2\", \"ciphertext\": \"AwgAEnACgAkLmt6qF84IK\"}";
        homeserver.happened(room, ada, "m.room.encrypted", encrypted);
        replies(room, 1);

        homeserver.happened(room, ada, "m.room.encrypted", encrypted);
        String plain = homeserver.writes(room, ada, "Un banc cassé");

        assertThat(replies(room, 2).get(0)).contains("chiffrée de bout en bout", "end-to-end encrypted");
        assertThat(homeserver.repliesIn(room).get(1)).startsWith("Merci, votre demande ");
        assertThat(requestOf(plain)).isNotEmpty();
    }

    @Test
    void addsOtherWordsToWhereTheFirstWentAndTellsWhatBecomesOfWhatIsTakenBack() {
        String ada = "@ada5:town.example";
        String room = homeserver.invite(ada);
        String first = homeserver.writes(room, ada, "Un banc cassé au 12 rue des Lilas");
        replies(room, 1);

        homeserver.says(room, ada, inPlaceOf(first, "Un banc cassé au 21 rue des Lilas"));
        assertThat(replies(room, 2).get(1)).startsWith("Merci, c'est ajouté");
        homeserver.redacts(room, ada, first);
        assertThat(replies(room, 3).get(2)).startsWith("Ce que vous effacez ici reste dans votre demande ");
        homeserver.redacts(room, ada, "$never-heard-of");
        homeserver.writes(room, ada, "Devant l'école");
        assertThat(replies(room, 4).get(3)).startsWith("Merci, c'est ajouté");

        String request = requestOf(first);
        soon().untilAsserted(() -> assertThat(intake.published(request)).hasSize(3));
        assertThat(detail(request, 1).getDescription()).isEqualTo("Correction : Un banc cassé au 21 rue des Lilas");
    }

    @Test
    void letsNobodyChangeOrTakeBackWhatSomebodyElseSaid() {
        String ada = "@ada13:town.example";
        String room = homeserver.invite(ada);
        String first = homeserver.writes(room, ada, "Un banc cassé au 12 rue des Lilas");
        String request = requestAfterReply(first, room);
        String eve = "@eve13:town.example";
        String another = homeserver.invite(eve);

        String said = homeserver.says(another, eve, inPlaceOf(first, "Le banc est réparé"));
        assertThat(replies(another, 1).get(0)).startsWith("Merci, votre demande ");
        homeserver.happened(another, eve, "m.room.redaction", "{\"redacts\": \"" + first + "\"}");
        String marker = homeserver.writes(another, eve, "Devant l'école");

        assertThat(replies(another, 2).get(1)).startsWith("Merci, c'est ajouté");
        assertThat(requestOf(said)).isEqualTo(requestOf(marker)).isNotEqualTo(request);
        soon().untilAsserted(() -> assertThat(intake.published(requestOf(said))).hasSize(2));
        assertThat(intake.published(request)).hasSize(1);
        assertThat(homeserver.repliesIn(room)).hasSize(1);
    }

    @Test
    void keepsSilentOnceAskedTo() {
        String ada = "@ada6:town.example";
        String room = homeserver.invite(ada);
        String first = homeserver.writes(room, ada, "Un lampadaire clignote");
        replies(room, 1);
        homeserver.writes(room, ada, "STOP");
        assertThat(replies(room, 2).get(1)).contains("nous ne vous écrirons plus");

        String silent = homeserver.writes(room, ada, "Il clignote toujours");
        soon().until(() -> known(silent) == 1);

        assertThat(homeserver.repliesIn(room)).hasSize(2);
        assertThat(contacts.contactOf(requestOf(first)).path("replyStopped").asBoolean(false))
                .isTrue();
        homeserver.writes(room, ada, "Reprendre");
        assertThat(replies(room, 3).get(2)).contains("nous vous écrirons de nouveau ici");
        assertThat(contacts.contactOf(requestOf(first)).path("replyStopped").asBoolean(true))
                .isFalse();
    }

    @Test
    void judgesTheOutcomeByAYes() {
        String ada = "@ada7:town.example";
        String room = homeserver.invite(ada);
        String request = requestAfterReply(homeserver.writes(room, ada, "Un lampadaire clignote"), room);
        intake.resolve(request);

        homeserver.writes(room, ada, "Oui");

        assertThat(replies(room, 2).get(1)).contains("est close");
        soon().untilAsserted(() -> assertThat(intake.published(request))
                .extracting(intake::decoded)
                .last()
                .isInstanceOf(OutcomeConfirmed.class));
    }

    @Test
    void losesNothingOfWhatWasSaidWhileNobodyRead() {
        String ada = "@ada8:town.example";
        String room = homeserver.invite(ada);
        String request = requestAfterReply(homeserver.writes(room, ada, "Un lampadaire clignote"), room);
        intake.part(MatrixReader.class).stop();
        homeserver.givesAtMost(2);
        List<String> said = List.of(
                homeserver.writes(room, ada, "Un"),
                homeserver.writes(room, ada, "Deux"),
                homeserver.writes(room, ada, "Trois"),
                homeserver.writes(room, ada, "Quatre"),
                homeserver.writes(room, ada, "Cinq"),
                homeserver.writes(room, ada, "Six"),
                homeserver.writes(room, ada, "Sept"));

        intake.part(MatrixReader.class).start();

        replies(room, 8);
        assertThat(said).allSatisfy(event -> assertThat(requestOf(event)).isEqualTo(request));
        soon().untilAsserted(() -> assertThat(intake.published(request)).hasSize(8));
        assertThat(intake.published(request).stream().skip(1))
                .extracting(event -> ((DetailsAdded) intake.decoded(event)).getDescription())
                .containsExactly("Un", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept");
    }

    @Test
    void doublesNeitherRequestNorAnswerWhereItWasLostBeforeItCouldMoveOn() {
        String ada = "@ada9:town.example";
        String room = homeserver.invite(ada);
        String before = Objects.requireNonNull(
                intake.database().queryForObject("SELECT next_batch FROM matrix_position", String.class));
        String first = homeserver.writes(room, ada, "Un lampadaire clignote");
        String request = requestAfterReply(first, room);
        homeserver.writes(room, ada, "Devant le 12 rue des Lilas");
        replies(room, 2);
        intake.part(MatrixReader.class).stop();
        intake.database().update("UPDATE matrix_position SET next_batch = ?", before);

        intake.part(MatrixReader.class).start();
        String marker = homeserver.writes(room, ada, "Il clignote toujours");

        replies(room, 3);
        assertThat(requestOf(marker)).isEqualTo(request);
        soon().untilAsserted(() -> assertThat(intake.published(request)).hasSize(3));
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT count(*) FROM received_contact WHERE request_id = ?::uuid",
                                Integer.class,
                                request))
                .isEqualTo(3);
    }

    @Test
    void answersWhenTheHomeserverHasTimeAndDoublesNothingMeanwhile() {
        String ada = "@ada10:town.example";
        String room = homeserver.invite(ada);
        String busy = homeserver.invite("@bob10:town.example");
        soon().until(() -> homeserver.isBotIn(room) && homeserver.isBotIn(busy));
        homeserver.isBusyFor(busy + "/send", 2);
        intake.part(MatrixReader.class).stop();
        homeserver.writes(room, ada, "Un lampadaire clignote");
        homeserver.writes(busy, "@bob10:town.example", "Un banc cassé");

        intake.part(MatrixReader.class).start();

        replies(busy, 1);
        assertThat(homeserver.wasBusyFor(busy + "/send")).isTrue();
        assertThat(homeserver.repliesIn(room)).hasSize(1);
    }

    @Test
    void waitsLongerEachTimeTheHomeserverHasNoTimeAgain() {
        String question = "/account/whoami";
        intake.part(MatrixReader.class).stop();
        homeserver.isBusyFor(question, 4);

        intake.part(MatrixReader.class).start();
        soon().until(() -> homeserver.wasBusyFor(question));

        // Doubled twice, the shortest wait is as long as two of the first.
        assertThat(homeserver.waitsFor(question).get(2)).isGreaterThanOrEqualTo(FIRST_BACK_OFF.multipliedBy(2));
    }

    @Test
    void losesNothingWhereAProxyAnswersForTheHomeserver() {
        String ada = "@ada20:town.example";
        String room = homeserver.invite(ada);
        soon().until(() -> homeserver.isBotIn(room));
        homeserver.isAwayFor(room + "/joined_members", 2);

        homeserver.writes(room, ada, "Une barrière est tombée");

        replies(room, 1);
        assertThat(homeserver.wasAwayFor(room + "/joined_members")).isTrue();
    }

    @Test
    void triesAgainToAcceptAnInvitation() {
        String ada = "@ada11:town.example";
        homeserver.isBusyFor("/join", 2);
        String room = homeserver.invite(ada);
        String said = homeserver.writes(room, ada, "Un banc cassé");

        replies(room, 1);

        assertThat(homeserver.wasBusyFor("/join")).isTrue();
        assertThat(requestOf(said)).isNotEmpty();
        soon().untilAsserted(() -> assertThat(
                        intake.database().queryForObject("SELECT count(*) FROM matrix_invitation", Integer.class))
                .isZero());
    }

    @Test
    void leavesTheReadingToOneInstanceUntilThatIsGone() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        MatrixReader other = another(meters);
        MatrixReader shared = intake.part(MatrixReader.class);
        try {
            int syncs = homeserver.syncs();
            other.start();
            soon().until(() -> homeserver.syncs() > syncs);
            assertThat(meters.get("relais.matrix.connected").gauge().value()).isZero();

            shared.stop();

            soon().untilAsserted(() -> assertThat(
                            meters.get("relais.matrix.connected").gauge().value())
                    .isOne());
        } finally {
            other.stop();
            shared.start();
        }
    }

    private MatrixReader another(SimpleMeterRegistry meters) {
        MatrixSettings settings = intake.part(MatrixSettings.class);
        Homeserver calls = new Homeserver(settings.account());
        Clock clock = intake.part(Clock.class);
        return new MatrixReader(
                intake.part(DataSource.class),
                settings,
                calls,
                new MatrixPositions(intake.part(JdbcClient.class), intake.part(TransactionTemplate.class)),
                new RoomTalk(calls, intake.part(TakeInMessage.class), null, meters, clock),
                clock,
                meters);
    }

    private String requestAfterReply(String event, String room) {
        replies(room, 1);
        return requestOf(event);
    }

    private DetailsAdded detail(String request, int number) {
        return (DetailsAdded) intake.decoded(intake.published(request).get(number));
    }

    /** Other words for what was said. */
    private static String inPlaceOf(String event, String words) {
        return """
            {"msgtype": "m.text", "body": "* %s", "m.new_content": {"msgtype": "m.text", "body": "%s"},
             "m.relates_to": {"rel_type": "m.replace", "event_id": "%s"}}
            """.formatted(words, words, event);
    }

    private String key(String event) {
        return EventReader.key(homeserver.senderOf(event), event);
    }

    private int known(String event) {
        return Integer.parseInt(contacts.of("matrix", key(event), "count(*)"));
    }

    private String requestOf(String event) {
        return contacts.requestOf("matrix", key(event));
    }
}
