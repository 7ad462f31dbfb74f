package org.relais.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.relais.embedded.FreePorts;
import org.relais.notification.ScriptedSmtp.Behaviour;
import org.relais.notification.delivery.Delivery;
import org.relais.notification.delivery.DeliveryLedger;
import org.relais.notification.planning.Cause;
import org.relais.notification.planning.MessageKind;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each message leaves once, in order, whatever happens around it; on a real broker, registry, database and mail server. */
class SendingOnceIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String LONG_QUESTION =
            "À quelle hauteur l'arbre penché gêne-t-il le trottoir, où se trouve-t-il, et une voiture peut-elle passer"
                    + " ?";

    private static final int SMTP = FreePorts.next();

    private static final int SMPP = FreePorts.next();

    private static RunningPlatform platform;
    private static ScriptedSmtp smtp;
    private static ScriptedSmsc smsc;
    private static ScriptedHomeserver homeserver;
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() throws IOException {
        platform = new RunningPlatform();
        Story.publishTerritory(platform);
        smtp = new ScriptedSmtp(SMTP);
        smsc = new ScriptedSmsc(SMPP);
        homeserver = new ScriptedHomeserver();
        service = platform.start(
                SMTP,
                "relais.notification.matrix.homeserver=" + homeserver.url(),
                "relais.notification.matrix.access-token=" + ScriptedHomeserver.TOKEN,
                "relais.notification.matrix.patience=2s",
                "relais.notification.sms.smpp.host=127.0.0.1",
                "relais.notification.sms.smpp.port=" + SMPP,
                "relais.notification.sms.smpp.system-id=" + ScriptedSmsc.SYSTEM_ID,
                "relais.notification.sms.smpp.password=" + ScriptedSmsc.PASSWORD,
                "relais.notification.sms.smpp.source=38000",
                "relais.notification.sms.smpp.answer-timeout=2s",
                "relais.notification.sms.smpp.first-back-off=100ms");
    }

    @AfterAll
    static void stop() {
        platform.close();
        smtp.close();
        smsc.close();
        homeserver.close();
    }

    @Test
    void acknowledgesReceiptAndNamesTheServiceInCharge() {
        Story story = Story.of(platform).filed().routed();

        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(story)).hasSize(2));
        String receipt = MailContent.text(mailsTo(story).get(0));
        String routed = MailContent.text(mailsTo(story).get(1));
        assertThat(receipt)
                .contains("L. 112-11", "Reçue le", "K7QF-29MD", "Voirie", "12 rue des Ateliers", "voirie@ville.example")
                .contains("01 99 00 00 12", "vendredi 4 décembre 2026")
                .doesNotContain("CANARY");
        assertThat(routed).contains("Les nids-de-poule relèvent de la voirie.", "vendredi 4 décembre 2026");
        assertThat(MailContent.header(mailsTo(story).get(1), "In-Reply-To"))
                .isEqualTo(MailContent.header(mailsTo(story).get(0), "Message-ID"));
        assertThat(MailContent.header(mailsTo(story).get(0), "Auto-Submitted")).isEqualTo("auto-generated");
    }

    @Test
    void tellsByWhenSomebodyChoosesTheServiceWhileNobodyHasTheRequest() {
        Story story = Story.of(platform).filed().deferred(Instant.parse("2026-11-24T16:30:00Z"));

        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(story)).hasSize(2));
        assertThat(MailContent.text(mailsTo(story).get(0)))
                .contains("L. 112-11", "Accueil de la mairie")
                .contains("une personne doit d’abord choisir le service, au plus tard le mardi 24 novembre 2026");
        assertThat(MailContent.text(mailsTo(story).get(1)))
                .contains("Une personne doit l’avoir choisi au plus tard le mardi 24 novembre 2026")
                .doesNotContain("Nous ne pouvons pas encore vous donner de date");
    }

    @Test
    void tellsWhomToCallBeforeAnythingElse() {
        Story story = Story.of(platform);
        platform.neighbours.wouldHaveCalled(story.requesterId, "112");
        story.filed().routed();

        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(story)).hasSize(2));
        String receipt = MailContent.text(mailsTo(story).get(0));
        assertThat(receipt).contains("Urgence : appelez le 112.");
        assertThat(receipt.indexOf("Urgence")).isLessThan(receipt.indexOf("Votre demande nous est parvenue"));
        assertThat(MailContent.text(mailsTo(story).get(1))).doesNotContain("112.");
    }

    @Test
    void answersInTheThreadOfThePersonsOwnMailAndFromWhereRepliesAreKnownAsTheirs() {
        Story story = Story.of(platform).filed().routed();

        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(story)).hasSize(2));
        var receipt = mailsTo(story).get(0);
        var routed = mailsTo(story).get(1);
        String asked = MailContent.header(receipt, "In-Reply-To");
        assertThat(asked).startsWith("<asked.").endsWith("@citizen.example>");
        assertThat(MailContent.header(receipt, "References")).isEqualTo(asked);
        assertThat(MailContent.header(routed, "References").split("\\s+"))
                .containsExactly(asked, MailContent.header(receipt, "Message-ID"));
        assertThat(MailContent.header(routed, "Reply-To")).startsWith("demandes+");
        assertThat(MailContent.text(routed)).contains("Vous pouvez y répondre");
    }

    @Test
    void tellsWhoJoinsHowToLeaveAndKeepsTheLinkNowhere() {
        Story story = Story.of(platform).filed().routed();

        String joiner = joiner(story);

        assertThat(MailContent.text(MailContent.parse(smtp.messagesTo(joiner).getFirst())))
                .contains("/suivi/K7QF-29MD/cle/secret-of-", "Quitter cette demande");
        assertThat(service.getBean(JdbcClient.class)
                        .sql("select count(*) from delivery_composition where variables::text like '%secret-of-%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Address of somebody who joined, and has been welcomed. */
    private String joiner(Story story) {
        String joiner = "joiner-" + story.email;
        // Nothing orders the two topics: who joined before routing's word was read is told of it too.
        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(story)).hasSize(2));
        story.joinedBy(joiner);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(smtp.messagesTo(joiner)).hasSize(1));
        return joiner;
    }

    @Test
    void asksWhoJoinedForTheirJudgementByTheirOwnLink() {
        Story story = Story.of(platform).filed().routed();
        String joiner = joiner(story);

        story.resolved();

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(mailsTo(story)).hasSize(3);
            assertThat(smtp.messagesTo(joiner)).hasSize(2);
        });
        assertThat(MailContent.text(MailContent.parse(smtp.messagesTo(joiner).getLast())))
                .contains("Confirmez ce résultat", "/suivi/K7QF-29MD/cle/secret-of-");
    }

    @Test
    void givesWhoFiledTheirOwnLinkInEveryMessageAndKeepsItNowhere() {
        Story story = Story.of(platform).filed().routed().asked("q1");
        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(story)).hasSize(3));

        story.answered("q1").progressed().resolved();

        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(story)).hasSize(5));
        String link = Neighbours.linkOf(story.requesterId);
        for (MimeMessage mail : mailsTo(story)) {
            assertThat(MailContent.text(mail))
                    .contains(link, "Ce lien n’est qu’à vous")
                    .containsPattern("Celui-ci montre la même page et se partage\\h:\\h\\S+/requests/K7QF-29MD")
                    .doesNotContain("Quitter cette demande");
            assertThat(MailContent.html(mail)).contains("<a href=\"" + link + "\"", "Ce lien n’est qu’à vous");
        }
        assertThat(MailContent.text(mailsTo(story).getLast()))
                .containsPattern("Confirmez ce résultat ou contestez-le sur la page de votre demande\\h:\\h"
                        + Pattern.quote(link))
                .contains("Une réponse à ce message ouvrirait une autre demande.")
                .doesNotContain("Vous pouvez y répondre");
        for (String table : List.of("delivery", "delivery_attempt", "delivery_composition")) {
            assertThat(service.getBean(JdbcClient.class)
                            .sql("select count(*) from " + table + " kept where kept::text like '%secret-of-%'")
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        assertThat(DeliveriesTopic.of(platform, story.requestId))
                .allSatisfy(event -> assertThat(event.toString()).doesNotContain("secret-of-"));
    }

    @Test
    void tellsWhoJoinsByWhenSomebodyChoosesTheService() {
        Story story = Story.of(platform).filed().deferred(Instant.now().plus(Duration.ofDays(3)));
        String joiner = "joiner-" + story.email;
        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(story)).hasSize(2));

        story.joinedBy(joiner);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(smtp.messagesTo(joiner)).hasSize(1));
        assertThat(MailContent.text(MailContent.parse(smtp.messagesTo(joiner).getFirst())))
                .contains("une personne doit d’abord choisir le service, au plus tard le ");
    }

    @Test
    void tellsWhoWroteTooOftenInTheThreadOfTheirMail() throws Exception {
        Story.of(platform).filed();
        String greta = "greta@people.example";
        String answer = """
            {"kind": "%s", "jurisdictionId": "town", "address": "%s", "language": "en", "inThread": "<g-1@people.example>"}
            """;

        assertThat(tell("operator", answer.formatted("too_many", greta)).statusCode())
                .isEqualTo(403);
        assertThat(tell("service", answer.formatted("too_few", greta)).body()).contains("/kind");
        assertThat(tell("service", answer.formatted("too_many", "")).body()).contains("/address");
        assertThat(tell("service", answer.formatted("too_many", greta)).statusCode())
                .isEqualTo(204);

        assertThat(smtp.messagesTo(greta)).hasSize(1);
        MimeMessage told = MailContent.parse(smtp.messagesTo(greta).getFirst());
        assertThat(told.getSubject()).isEqualTo("You write to us too often");
        assertThat(MailContent.text(told))
                .contains("did not become a request", "write to us again in an hour", "http://localhost:8080");
        assertThat(MailContent.header(told, "In-Reply-To")).isEqualTo("<g-1@people.example>");
        assertThat(MailContent.header(told, "Auto-Submitted")).isEqualTo("auto-generated");
    }

    private static HttpResponse<String> tell(String role, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:"
                                    + service.getEnvironment().getProperty("local.server.port")
                                    + "/api/v1/mail-answers"))
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer " + platform.neighbours.token("intake-service", role))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void tellsTheOfficesWhoseTurnItIsThatADatePassed() {
        Story story = Story.of(platform).filed().routed().escalated(1, "lead").escalated(2, "operator");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(status(story)).containsExactly("sent", "sent", "sent", "sent"));
        MimeMessage toLead = MailContent.parse(onlyMailTo("voirie@ville.example"));
        MimeMessage toOperator = MailContent.parse(onlyMailTo("mairie@ville.example"));
        assertThat(MailContent.text(toLead))
                .contains("K7QF-29MD", "Nid-de-poule", "Voirie", "vendredi 4 décembre 2026")
                .contains("http://localhost:8081/desk/cases/" + story.requestId)
                .doesNotContain("CANARY", story.email, "Ada");
        assertThat(MailContent.text(toOperator)).contains("http://localhost:8081/desk/deadlines");
        assertThat(mailsTo(story)).hasSize(2);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(DeliveriesTopic.of(platform, story.requestId))
                        .filteredOn(event -> event.toString().contains("CaseEscalated"))
                        .hasSize(2)
                        .allSatisfy(event -> assertThat(event.toString()).doesNotContain("@")));
    }

    private static String onlyMailTo(String address) {
        assertThat(smtp.messagesTo(address)).hasSize(1);
        return smtp.messagesTo(address).getFirst();
    }

    @Test
    void namesTheTownHallWhenRoutingTakesTooLong() {
        Story story = Story.of(platform).filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(story)).hasSize(1));
        assertThat(MailContent.text(mailsTo(story).getFirst()))
                .contains("Accueil de la mairie", "1 place de la Mairie", "L. 112-11");
    }

    @Test
    void waitsForARequestThatRoutingMentionsFirst() {
        Story story = Story.of(platform).routed();
        Story marker = Story.of(platform).filed().routed();
        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(marker)).hasSize(2));

        story.filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(story)).hasSize(2));
        assertThat(MailContent.text(mailsTo(story).getFirst())).contains("Voirie");
    }

    @Test
    void repeatsTheSameMailWhenTheServerHangsUpAfterTheLastDot() {
        Story story = Story.of(platform);
        smtp.behave(story.email, Behaviour.TAKE_AND_HANG_UP);
        double repeatsBefore = DeliveryRows.possibleRepeats(service);

        story.filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("sent"));
        assertThat(smtp.messagesTo(story.email)).hasSize(2);
        assertThat(smtp.messagesTo(story.email).get(1))
                .isEqualTo(smtp.messagesTo(story.email).get(0))
                .contains("Message-ID: <");
        assertThat(DeliveryRows.possibleRepeats(service)).isEqualTo(repeatsBefore + 1);
    }

    /** It takes each mail, and is too slow to say so. */
    @Test
    void handsOverLessAndLessOftenWhatMayHaveLeftEachTime() {
        Story story = Story.of(platform);
        smtp.behave(
                story.email,
                Behaviour.TAKE_AND_HANG_UP,
                Behaviour.TAKE_AND_HANG_UP,
                Behaviour.TAKE_AND_HANG_UP,
                Behaviour.TAKE_AND_HANG_UP);
        story.filed();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(postponements(story)).isEqualTo(4));

        String waits = "extract(epoch from due_at - (select ended_at from delivery_attempt a"
                + " where a.delivery_id = delivery.delivery_id and a.attempt = 4))::text";
        assertThat(DeliveryRows.column(service, story, waits))
                .singleElement()
                .satisfies(seconds -> assertThat(Double.parseDouble(seconds))
                        .as("of 0.1, 0.4, 1.6 and 6.4 seconds at most, and half of that at least")
                        .isGreaterThan(3));

        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("sent"));
    }

    @Test
    void repeatsTheSameMailWhenTheSenderIsLostBeforeItCouldNoteTheEnd() {
        Story story = Story.of(platform);
        smtp.behave(story.email, Behaviour.TAKE_AND_STALL);
        double repeatsBefore = DeliveryRows.possibleRepeats(service);
        story.filed();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(smtp.messagesTo(story.email)).hasSize(1));

        loseTheSendersConnection();

        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("sent"));
        assertThat(smtp.messagesTo(story.email)).hasSize(2);
        assertThat(smtp.messagesTo(story.email).get(1))
                .isEqualTo(smtp.messagesTo(story.email).get(0));
        assertThat(DeliveryRows.possibleRepeats(service)).isEqualTo(repeatsBefore + 1);
        smtp.goOn();
    }

    @Test
    void putsOffWhatFailsInAWayThatNobodyForesawAndGoesOnWithTheOthers() {
        JdbcClient database = service.getBean(JdbcClient.class);
        Story story = Story.of(platform);
        database.sql("create function not_foreseen() returns trigger language plpgsql as"
                        + " 'begin raise exception ''not foreseen''; end'")
                .update();
        // Told with its end, in the same transaction.
        database.sql("create trigger not_foreseen before insert on outbox for each row when (new.ordering_key = '"
                        + story.requestId + "') execute function not_foreseen()")
                .update();

        story.filed();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(postponements(story)).isGreaterThan(2));
        Story other = Story.of(platform).filed().routed();

        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(other)).hasSize(2));
        database.sql("drop trigger not_foreseen on outbox").update();
        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("sent"));
        // It left each time, since what failed came after that; but at waits that double, and recognisable as the same.
        assertThat(smtp.messagesTo(story.email))
                .hasSize(DeliveryRows.attempts(service, story).getFirst())
                .hasSizeLessThan(15)
                .containsOnly(smtp.messagesTo(story.email).getFirst());
    }

    /** A sequence keeps what a transaction that is undone has set. */
    @Test
    void putsOffWhatFailedInTheTransactionThatReservesIt() {
        JdbcClient database = service.getBean(JdbcClient.class);
        Story story = Story.of(platform);
        database.sql("create sequence failed_in").update();
        database.sql("create sequence put_off_in").update();
        database.sql("create function fail_telling_where() returns trigger language plpgsql as 'begin"
                        + " perform setval(''failed_in'', txid_current()); raise exception ''not foreseen''; end'")
                .update();
        database.sql("create function tell_where() returns trigger language plpgsql as 'begin"
                        + " perform setval(''put_off_in'', txid_current()); return new; end'")
                .update();
        database.sql("create trigger fails before insert on outbox for each row when (new.ordering_key = '"
                        + story.requestId + "') execute function fail_telling_where()")
                .update();
        database.sql("create trigger put_off after update of postponements on delivery for each row when"
                        + " (new.request_id = '" + story.requestId + "') execute function tell_where()")
                .update();

        story.filed();

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(postponements(story)).isPositive();
            assertThat(value("put_off_in")).isEqualTo(value("failed_in"));
        });
        // The other trigger stays: to drop it waits for who sends, whose second transaction would wait behind that for
        // ever.
        database.sql("drop trigger fails on outbox").update();
        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("sent"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(DeliveriesTopic.typesOf(platform, story.requestId))
                        .as("what was undone is told to nobody")
                        .containsExactly("NotificationSent"));
        assertThat(DeliveriesTopic.sequencesOf(platform, story.requestId)).containsExactly(1L);
    }

    private static long value(String sequence) {
        return service.getBean(JdbcClient.class)
                .sql("select last_value from " + sequence)
                .query(Long.class)
                .single();
    }

    @Test
    void putsOffOnlyWhatWaitsAsItWasRead() {
        platform.neighbours.intakeIsDown(true);
        Story story = Story.of(platform).filed();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(postponements(story)).isGreaterThan(1));
        DeliveryLedger ledger = service.getBean(DeliveryLedger.class);
        Instant later = Instant.now().plus(Duration.ofDays(1));

        assertThat(ledger.postpone(read(story, 0), later))
                .as("somebody put it off since")
                .isFalse();
        platform.neighbours.intakeIsDown(false);
        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("sent"));
        int postponements = postponements(story);
        assertThat(ledger.postpone(read(story, postponements), later))
                .as("it was sent since")
                .isFalse();
        assertThat(postponements(story)).isEqualTo(postponements);
    }

    private static Delivery read(Story story, int postponements) {
        return new Delivery(
                DeliveryRows.column(service, story, "delivery_id::text").getFirst(),
                story.requestId,
                "town",
                story.requesterId,
                new Cause("", "", Instant.EPOCH),
                MessageKind.RECEIPT,
                1,
                "fr",
                Instant.EPOCH,
                postponements,
                Map.of());
    }

    @Test
    void triesAgainUntilTheMailServerIsBackAndKeepsOrder() throws IOException {
        double repeatsBefore = DeliveryRows.possibleRepeats(service);
        smtp.close();
        Story story = Story.of(platform).filed().routed().resolved();
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(DeliveryRows.attempts(service, story)).hasSize(3);
            assertThat(DeliveryRows.attempts(service, story).getFirst()).isGreaterThan(1);
        });
        assertThat(DeliveryRows.attempts(service, story).subList(1, 3)).containsOnly(0);

        smtp = new ScriptedSmtp(SMTP);
        smtp.behave(story.email, Behaviour.BUSY);

        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("sent", "sent", "sent"));
        assertThat(smtp.messagesTo(story.email)).hasSize(3);
        assertThat(DeliveryRows.possibleRepeats(service)).isEqualTo(repeatsBefore);
    }

    @Test
    void triesAgainWhereTheServerTakesNoMailOfOursAndSaysThatItIsNotBusy() {
        Story story = Story.of(platform);
        smtp.behave(story.email, Behaviour.REFUSE_US);

        story.filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("sent"));
        assertThat(service.getBean(MeterRegistry.class)
                        .get("relais.notifications.postponed")
                        .tag("reason", "mail_server_refuses_us")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void failsForGoodWhenTheServerRefusesTheAddress() {
        Story story = Story.of(platform);
        smtp.behave(story.email, Behaviour.REFUSE_RECIPIENT);

        story.filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("failed"));
        assertThat(reasons(story)).containsExactly("address_refused");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(DeliveriesTopic.typesOf(platform, story.requestId))
                        .containsExactly("NotificationFailed"));
    }

    @Test
    void failsWhereAContactWasPromisedAndNoneIsThere() {
        Story story = Story.of(platform);
        platform.neighbours.knows(story.requesterId, "");

        story.filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(reasons(story)).containsExactly("no_contact"));
    }

    @Test
    void waitsForIntakeToAnswer() {
        platform.neighbours.intakeIsDown(true);
        Story story = Story.of(platform).filed();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(postponements(story)).isGreaterThan(1));

        platform.neighbours.intakeIsDown(false);

        await().atMost(SOON).untilAsserted(() -> assertThat(mailsTo(story)).hasSize(1));
    }

    @Test
    void withdrawsWhatConcernsAnErasedPerson() {
        Story story = Story.of(platform);
        platform.neighbours.forgets(story.requesterId);

        story.filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("withdrawn"));
        assertThat(reasons(story)).containsExactly("requester_erased");
    }

    @Test
    void withdrawsAQuestionThatWasAnsweredBeforeItLeft() {
        platform.neighbours.intakeIsDown(true);

        Story story = Story.of(platform).filed().routed().asked("q1").answered("q1");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reasons(story)).containsExactly("", "", "question_answered"));
        platform.neighbours.intakeIsDown(false);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(status(story)).containsExactly("sent", "sent", "withdrawn"));
    }

    @Test
    void withdrawsAQuestionThatIsAnsweredWhileTheMailServerPutsItOff() {
        Story story = Story.of(platform).filed().routed();
        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("sent", "sent"));
        smtp.behave(story.email, Behaviour.STALL_AND_BE_BUSY);
        story.asked("q1");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(smtp.messagesTo(story.email)).hasSize(3));

        story.answered("q1");
        await().atMost(SOON).untilAsserted(() -> assertThat(recalls(story)).containsExactly("question_answered"));
        smtp.goOn();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(status(story)).containsExactly("sent", "sent", "withdrawn"));
        assertThat(reasons(story)).containsExactly("", "", "question_answered");
        assertThat(smtp.messagesTo(story.email)).hasSize(3);
    }

    private static List<String> recalls(Story story) {
        return service.getBean(JdbcClient.class)
                .sql("""
                    select r.reason from delivery_recall r join delivery using (delivery_id)
                    where request_id = cast(:requestId as uuid)
                    """)
                .param("requestId", story.requestId)
                .query(String.class)
                .list();
    }

    @Test
    void withdrawsAQuestionOfAPartThatEndedBeforeItLeft() {
        platform.neighbours.intakeIsDown(true);

        Story story = Story.of(platform)
                .filed()
                .routed()
                .partsChanged("awaiting_citizen", "routed")
                .asked("q1")
                .partsChanged("awaiting_citizen", "acknowledged");
        await().atMost(SOON).untilAsserted(() -> assertThat(reasons(story)).containsExactly("", "", ""));
        story.partsChanged("resolved", "acknowledged");

        await().atMost(SOON).untilAsserted(() -> assertThat(reasons(story)).containsExactly("", "", "question_closed"));
        platform.neighbours.intakeIsDown(false);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(status(story)).containsExactly("sent", "sent", "withdrawn"));
    }

    @Test
    void tellsThePlatformWhatBecameOfAMessage() {
        Story story = Story.of(platform).filed().routed();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(DeliveriesTopic.typesOf(platform, story.requestId))
                        .containsExactly("NotificationSent", "NotificationSent"));
        assertThat(DeliveriesTopic.sequencesOf(platform, story.requestId)).containsExactly(1L, 2L);
    }

    @Test
    void answersByTextWhoWroteByTextAndTellsThatItArrived() {
        Story story = Story.of(platform).byText().filed().routed();

        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("delivered", "delivered"));
        assertThat(smsc.textsTo(story.number)).hasSize(2);
        assertThat(smsc.textsTo(story.number).get(0).words())
                .contains("K7QF-29MD", "Voirie, 01 99 00 00 12", Neighbours.linkOf(story.requesterId))
                .doesNotContain("CANARY");
        assertThat(DeliveryRows.column(service, story, "channel")).containsOnly("sms");
        assertThat(mailsTo(story)).isEmpty();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(DeliveriesTopic.typesOf(platform, story.requestId))
                        .containsExactlyInAnyOrder(
                                "NotificationSent",
                                "NotificationDelivered",
                                "NotificationSent",
                                "NotificationDelivered"));
        assertThat(DeliveriesTopic.of(platform, story.requestId))
                .allSatisfy(event ->
                        assertThat(event.toString()).contains("SMS").doesNotContain(story.number.substring(1)));
    }

    @Test
    void sendsALongFrenchTextWhole() {
        Story story = Story.of(platform).byText().filed().routed().asked("q1", LONG_QUESTION);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(smsc.textsTo(story.number)).hasSize(3));
        ScriptedSmsc.Taken question = smsc.textsTo(story.number).get(2);
        assertThat(question.payload()).isTrue();
        assertThat(question.words())
                .startsWith("Ville de Relais-sur-Seine : Voirie a une question sur votre demande K7QF-29MD : \""
                        + LONG_QUESTION + "\" Répondez à ce message")
                .endsWith("\n" + Neighbours.linkOf(story.requesterId));
    }

    @Test
    void keepsTextsUntilTheTextCenterIsBackAndKeepsOrder() throws IOException {
        double repeatsBefore = DeliveryRows.possibleRepeats(service);
        smsc.close();
        Story story = Story.of(platform).byText().filed().routed();
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(DeliveryRows.attempts(service, story)).hasSize(2);
            assertThat(DeliveryRows.attempts(service, story).getFirst()).isGreaterThan(1);
        });

        smsc = new ScriptedSmsc(SMPP);
        smsc.behave(story.number, ScriptedSmsc.Behaviour.BUSY);

        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("delivered", "delivered"));
        assertThat(smsc.textsTo(story.number)).hasSize(2);
        assertThat(smsc.textsTo(story.number).get(0).words()).contains("enregistr");
        assertThat(DeliveryRows.possibleRepeats(service)).isEqualTo(repeatsBefore);
    }

    @Test
    void repeatsATextWhoseAnswerWasLostAndCountsIt() {
        Story story = Story.of(platform).byText();
        smsc.behave(story.number, ScriptedSmsc.Behaviour.TAKE_AND_HANG_UP);
        double repeatsBefore = DeliveryRows.possibleRepeats(service);

        story.filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("delivered"));
        assertThat(smsc.textsTo(story.number)).hasSize(2);
        assertThat(smsc.textsTo(story.number).get(1).words())
                .isEqualTo(smsc.textsTo(story.number).get(0).words());
        assertThat(DeliveryRows.possibleRepeats(service)).isEqualTo(repeatsBefore + 1);
    }

    @Test
    void tellsThatATextDidNotArriveAndLeavesLaterReceiptsAside() {
        Story story = Story.of(platform).byText();
        smsc.behave(story.number, ScriptedSmsc.Behaviour.TAKE_AND_FAIL);
        story.filed();
        await().atMost(SOON).untilAsserted(() -> assertThat(reasons(story)).containsExactly("not_delivered"));

        smsc.receipt(smsc.textsTo(story.number).getFirst().id(), true);
        smsc.receipt("never-heard-of", true);

        assertThat(status(story)).containsExactly("failed");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(DeliveriesTopic.typesOf(platform, story.requestId))
                        .containsExactly("NotificationSent", "NotificationFailed"));
    }

    @Test
    void believesAReceiptThatComesBeforeTheAnswer() {
        Story story = Story.of(platform).byText();
        smsc.behave(story.number, ScriptedSmsc.Behaviour.TAKE_AND_DELIVER_BEFORE_ANSWERING);

        story.filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("delivered"));
        assertThat(smsc.textsTo(story.number)).hasSize(1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(DeliveriesTopic.typesOf(platform, story.requestId))
                        .containsExactly("NotificationSent", "NotificationDelivered"));
    }

    @Test
    void failsForGoodWhenTheTextCenterRefusesTheNumber() {
        Story story = Story.of(platform).byText();
        smsc.behave(story.number, ScriptedSmsc.Behaviour.REFUSE_NUMBER);

        story.filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(reasons(story)).containsExactly("address_refused"));
    }

    @Test
    void textsNobodyWhoSaidStop() {
        Story story = Story.of(platform);
        platform.neighbours.knowsWhoTexts(story.requesterId, story.number, true);

        story.filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(reasons(story)).containsExactly("texts_stopped"));
        assertThat(smsc.textsTo(story.number)).isEmpty();
    }

    @Test
    void answersInTheRoomInWhichThePersonWroteAndAsksForAYesOrANoThere() {
        Story story = Story.of(platform);
        String room = room(story, false);
        story.filed().routed().resolved();

        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("sent", "sent", "sent"));
        assertThat(homeserver.saidIn(room))
                .hasSize(3)
                .allSatisfy(said -> assertThat(said.kind()).isEqualTo("m.notice"));
        assertThat(homeserver.saidIn(room).get(0).words())
                .contains("K7QF-29MD", Neighbours.linkOf(story.requesterId))
                .doesNotContain("CANARY");
        assertThat(homeserver.saidIn(room).get(2).words())
                .contains("Répondez OUI")
                .doesNotContain("contestez ici");
        assertThat(DeliveryRows.column(service, story, "channel")).containsOnly("messaging");
        assertThat(mailsTo(story)).isEmpty();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(DeliveriesTopic.of(platform, story.requestId))
                        .hasSize(3)
                        .allSatisfy(event -> assertThat(event.toString())
                                .contains("MESSAGING")
                                .doesNotContain("!room", "@ada")));
    }

    @Test
    void saysItOnceWhereTheAnswerOfTheHomeserverWasLostAndWaitsWhereItHasNoTime() {
        Story story = Story.of(platform);
        String room = room(story, false);
        homeserver.behave(room, ScriptedHomeserver.Behaviour.TAKE_AND_HANG_UP, ScriptedHomeserver.Behaviour.BUSY);
        double repeatsBefore = DeliveryRows.possibleRepeats(service);

        story.filed();

        await().atMost(SOON).untilAsserted(() -> assertThat(status(story)).containsExactly("sent"));
        assertThat(homeserver.callsFor(room)).isEqualTo(3);
        assertThat(homeserver.saidIn(room)).hasSize(1);
        assertThat(DeliveryRows.possibleRepeats(service)).isEqualTo(repeatsBefore);
    }

    @Test
    void failsForGoodWhereNobodyIsInTheRoomAndIsSilentWhereAskedTo() {
        Story gone = Story.of(platform);
        homeserver.behave(room(gone, false), ScriptedHomeserver.Behaviour.FORBID);
        Story stopped = Story.of(platform);
        String room = room(stopped, true);

        gone.filed();
        stopped.filed();

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(reasons(gone)).containsExactly("address_refused");
            assertThat(reasons(stopped)).containsExactly("messages_stopped");
        });
        assertThat(homeserver.callsFor(room)).isZero();
    }

    private static String room(Story story, boolean stopped) {
        String room = "!room-" + story.requestId + ":town.example";
        platform.neighbours.knowsWhoWritesInRoom(story.requesterId, room, stopped);
        return room;
    }

    @Test
    void asksForAYesOrANoByTextOfWhoWroteByText() {
        Story story = Story.of(platform).byText().filed().routed().resolved();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(smsc.textsTo(story.number)).hasSize(3));
        assertThat(smsc.textsTo(story.number).get(2).words())
                .contains("Répondez OUI si c'est bien cela, NON et pourquoi sinon.")
                .endsWith("\n" + Neighbours.linkOf(story.requesterId));
    }

    @Test
    void leavesInPeaceWhoAskedToBeCalledOrNotToBeTold() {
        Story called = Story.of(platform);
        Story untold = Story.of(platform);
        platform.neighbours.knowsWhoWants(called.requesterId, "phone", called.number);
        platform.neighbours.knowsWhoWants(untold.requesterId, "none", untold.number);

        called.filed();
        untold.filed();

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(reasons(called)).containsExactly("asked_to_be_called");
            assertThat(reasons(untold)).containsExactly("asked_not_to_be_told");
        });
        assertThat(smsc.textsTo(called.number)).isEmpty();
        assertThat(smsc.textsTo(untold.number)).isEmpty();
    }

    private static List<MimeMessage> mailsTo(Story story) {
        return smtp.messagesTo(story.email).stream().map(MailContent::parse).toList();
    }

    private static void loseTheSendersConnection() {
        service.getBean(JdbcClient.class)
                .sql("select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction'"
                        + " and datname = current_database() and query like '%deliver%'")
                .query(Boolean.class)
                .list();
    }

    private static List<String> status(Story story) {
        return DeliveryRows.column(service, story, "status");
    }

    private static List<String> reasons(Story story) {
        return DeliveryRows.column(service, story, "coalesce(reason, '')");
    }

    private static int postponements(Story story) {
        return DeliveryRows.column(service, story, "postponements::text").stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }
}
