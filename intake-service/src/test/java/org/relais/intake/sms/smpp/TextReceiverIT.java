package org.relais.intake.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.dialogue.Dialogue;
import org.relais.intake.dialogue.Turns;
import org.relais.intake.filing.Derivations;
import org.relais.platform.smpp.EncodedText;

/** Texts as a text center hands them over: by SMPP, kept there until they are acknowledged. */
class TextReceiverIT {

    private static final int TEXT = 0;
    private static final int HEADED = 0x40;
    private static final int RECEIPT = 0x04;
    private static final int GSM = 0;
    private static final int LATIN1 = 3;
    private static final int BYTES = 4;
    private static final int UCS2 = 8;

    private final IntakeUnderTest intake = IntakeUnderTest.shared();
    private final SmscStandIn smsc = IntakeUnderTest.smsc();

    @BeforeEach
    void awaitTheConnection() {
        soon().until(smsc::isBound);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(25));
    }

    @Test
    void acknowledgesWhatIsCommittedAndAnswersFromTheNumberThatWasWrittenTo() {
        String ada = "+33612346001";

        assertThat(texts(ada, "Il y a un gros trou là où l'école est")).isZero();

        assertThat(requests(ada)).isOne();
        assertThat(smsc.answersTo(ada)).singleElement().asString().contains("Merci, demande ", "Où est-ce ?");
        assertThat(smsc.sourcesTo(ada)).containsExactly(SmscStandIn.TOWN);
        assertThat(texts(ada, "Devant le 12 rue des Lilas")).isZero();
        assertThat(smsc.answersTo(ada).get(1)).contains("De quoi s'agit-il", "\n1 Nid-de-poule");
        assertThat(texts(ada, "1")).isZero();
        assertThat(requests(ada)).isOne();
        assertThat(description(ada)).isEqualTo("Il y a un gros trou là où l'école est");
    }

    @Test
    void readsWhateverCodingItComesIn() {
        String ucs2 = "+33612346002";
        String latin1 = "+33612346003";

        assertThat(smsc.handOver(ucs2, "Forêt abîmée 👍".getBytes(StandardCharsets.UTF_16BE), TEXT, UCS2))
                .isZero();
        assertThat(smsc.handOver(latin1, "Forêt abîmée".getBytes(StandardCharsets.ISO_8859_1), TEXT, LATIN1))
                .isZero();

        assertThat(description(ucs2)).isEqualTo("Forêt abîmée 👍");
        assertThat(description(latin1)).isEqualTo("Forêt abîmée");
    }

    @Test
    void joinsALongTextInWhicheverWayItsPiecesSayThatTheyAre() {
        String byHeader = "+33612346004";
        String byLongHeader = "+33612346005";
        String byParameters = "+33612346006";
        String byPayload = "+33612346007";

        assertThat(headed(byHeader, "0500030C0302", " est cassé ")).isZero();
        assertThat(headed(byHeader, "0500030C0303", "et la barrière aussi.")).isZero();
        assertThat(smsc.answersTo(byHeader)).isEmpty();
        assertThat(headed(byHeader, "0500030C0301", "Le banc")).isZero();
        assertThat(headed(byLongHeader, "060804012C0201", "Le banc ")).isZero();
        assertThat(headed(byLongHeader, "060804012C0202", "est cassé.")).isZero();
        assertThat(segment(byParameters, 2, "est cassé.")).isZero();
        assertThat(segment(byParameters, 1, "Le banc ")).isZero();
        String whole = "Le banc est cassé. ".repeat(30).strip();
        assertThat(smsc.handOver(
                        byPayload,
                        new byte[0],
                        TEXT,
                        GSM,
                        new OptionalParameter.Message_payload(whole.getBytes(EncodedText.GSM))))
                .isZero();

        assertThat(description(byHeader)).isEqualTo("Le banc est cassé et la barrière aussi.");
        assertThat(description(byLongHeader)).isEqualTo("Le banc est cassé.");
        assertThat(description(byParameters)).isEqualTo("Le banc est cassé.");
        assertThat(description(byPayload)).isEqualTo(whole);
        assertThat(smsc.answersTo(byHeader)).hasSize(1);
    }

    @Test
    void joinsNothingToPiecesThatNeverBecameWhole() {
        String ada = "+33612346008";
        assertThat(headed(ada, "050003210202", "est tombé il y a longtemps.")).isZero();
        intake.database().update("UPDATE long_text SET heard_at = heard_at - interval '2 hours'");

        assertThat(headed(ada, "050003210201", "Le banc ")).isZero();
        assertThat(smsc.answersTo(ada)).isEmpty();
        assertThat(headed(ada, "050003210202", "est cassé.")).isZero();

        assertThat(description(ada)).isEqualTo("Le banc est cassé.");
    }

    @Test
    void answersALongTextWhoseLastPieceHasToComeAgainAndOnlyUntilItIsAnswered() {
        String ada = "+33612346016";
        smsc.isBusyFor(ada, 1);

        assertThat(headed(ada, "0500030D0201", "Le banc ")).isZero();
        assertThat(headed(ada, "0500030D0202", "est cassé.")).isEqualTo(SMPPConstant.STAT_ESME_RX_T_APPN);
        assertThat(requests(ada)).isOne();
        assertThat(smsc.answersTo(ada)).isEmpty();
        assertThat(headed(ada, "0500030D0201", "Le banc ")).isZero();
        assertThat(smsc.answersTo(ada)).isEmpty();
        assertThat(headed(ada, "0500030D0202", "est cassé.")).isZero();

        assertThat(smsc.answersTo(ada)).singleElement().asString().contains("Où est-ce ?");
        assertThat(keptWords(ada)).isEmpty();
        assertThat(headed(ada, "0500030D0201", "Le banc ")).isZero();
        assertThat(headed(ada, "0500030D0202", "est cassé.")).isZero();
        assertThat(smsc.answersTo(ada)).hasSize(1);
        assertThat(contacts(ada)).isOne();
        assertThat(description(ada)).isEqualTo("Le banc est cassé.");
    }

    @Test
    void joinsAnotherTextUnderTheReferenceOfOneThatIsNotAnsweredYet() {
        String ada = "+33612346017";
        smsc.isBusyFor(ada, 1);
        headed(ada, "0500030E0201", "Le banc ");
        assertThat(headed(ada, "0500030E0202", "est cassé.")).isEqualTo(SMPPConstant.STAT_ESME_RX_T_APPN);

        assertThat(headed(ada, "0500030E0202", "rue des Lilas.")).isZero();
        assertThat(headed(ada, "0500030E0201", "Devant le 12 ")).isZero();
        assertThat(smsc.answersTo(ada)).singleElement().asString().startsWith("Merci, c'est ajouté");
        assertThat(headed(ada, "0500030E0202", "est cassé.")).isZero();

        assertThat(smsc.answersTo(ada)).hasSize(2).last().asString().contains("Où est-ce ?");
        assertThat(contacts(ada)).isEqualTo(2);
        assertThat(description(ada)).isEqualTo("Le banc est cassé.");
    }

    @Test
    void joinsALongTextOnceWhosePiecesComeAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int number = 10; number < 30; number++) {
                String person = "+336123462" + number;
                Future<Integer> first = threads.submit(() -> headed(person, "0500030F0201", "Le banc "));
                Future<Integer> second = threads.submit(() -> headed(person, "0500030F0202", "est cassé."));

                assertThat(first.get()).isZero();
                assertThat(second.get()).isZero();
                assertThat(smsc.answersTo(person)).hasSize(1);
                assertThat(contacts(person)).isOne();
                assertThat(description(person)).isEqualTo("Le banc est cassé.");
            }
        }
    }

    @Test
    void answersATextOnceThatIsHandedOverAgainMeanwhile() {
        String ada = "+33612346018";
        AtomicInteger again = new AtomicInteger();
        smsc.whileAnswering(ada, () -> again.set(texts(ada, "Un lampadaire clignote")));

        assertThat(texts(ada, "Un lampadaire clignote")).isZero();

        assertThat(again).hasValue(SMPPConstant.STAT_ESME_RX_T_APPN);
        assertThat(smsc.answersTo(ada)).hasSize(1);
        assertThat(contacts(ada)).isOne();
    }

    @Test
    void doesAnewWhatWasNeverAnsweredOnceNoTextCenterTriesAnyMore() {
        String ada = "+33612346019";
        texts(ada, "Un lampadaire clignote");
        smsc.isBusyFor(ada, 1);
        assertThat(texts(ada, "Il clignote toujours")).isEqualTo(SMPPConstant.STAT_ESME_RX_T_APPN);
        assertThat(contacts(ada)).isEqualTo(2);

        intake.database().update("UPDATE heard_text SET heard_at = heard_at - interval '2 hours'");
        assertThat(texts(ada, "Il clignote toujours")).isZero();

        assertThat(contacts(ada)).isEqualTo(3);
        assertThat(smsc.answersTo(ada)).hasSize(2);
    }

    @Test
    void isGivenATextAgainUntilItsAnswerHasLeftAndMakesOneThingOfIt() {
        String ada = "+33612346009";
        smsc.isBusyFor(ada, 1);

        assertThat(texts(ada, "Un lampadaire clignote")).isEqualTo(SMPPConstant.STAT_ESME_RX_T_APPN);
        assertThat(requests(ada)).isOne();
        assertThat(smsc.answersTo(ada)).isEmpty();
        assertThat(texts(ada, "Un lampadaire clignote")).isZero();

        assertThat(requests(ada)).isOne();
        assertThat(contacts(ada)).isOne();
        assertThat(smsc.answersTo(ada)).singleElement().asString().contains("Où est-ce ?");
    }

    @Test
    void whatIsAskedInAnAnswerThatNeverLeftIsNotAsked() {
        String ada = "+33612346021";
        texts(ada, "Un trou dans la rue");
        String first = request(ada);
        intake.departmentAsks(first);
        smsc.isBusyFor(ada, 1);
        assertThat(texts(ada, "NOUVEAU Un lampadaire clignote")).isEqualTo(SMPPConstant.STAT_ESME_RX_T_APPN);
        assertThat(request(ada)).isNotEqualTo(first);

        assertThat(texts(ada, "Oui, très profond")).isZero();

        assertThat(request(ada)).as("whose department asked").isEqualTo(first);
        assertThat(smsc.answersTo(ada).getLast()).contains("ajouté");
    }

    @Test
    void whatIsAskedInAnAnswerThatLeftAtTheSecondTryIsAsked() {
        String ada = "+33612346022";
        smsc.isBusyFor(ada, 1);
        texts(ada, "Il y a un gros trou");
        assertThat(texts(ada, "Il y a un gros trou")).isZero();

        assertThat(texts(ada, "Devant le 12 rue des Lilas")).isZero();

        assertThat(smsc.answersTo(ada).getLast()).contains("De quoi s'agit-il");
    }

    @Test
    void whatIsAskedInTheAnswerToALongTextIsAskedWhicheverOfItsPiecesCameLast() {
        String ada = "+33612346023";
        headed(ada, "050003110202", "gros trou");
        headed(ada, "050003110201", "Il y a un ");
        String bob = "+33612346024";
        headed(bob, "050003110201", "Il y a un ");
        headed(bob, "050003110202", "gros trou");

        for (String person : List.of(ada, bob)) {
            assertThat(texts(person, "Devant le 12 rue des Lilas")).isZero();
            assertThat(smsc.answersTo(person).getLast()).contains("De quoi s'agit-il");
        }
    }

    /** The request that the conversation with a number is about. */
    private String request(String number) {
        return Objects.requireNonNull(intake.database()
                .queryForObject(
                        "SELECT request_id::text FROM text_conversation WHERE number_mark = ?",
                        String.class,
                        mark(number)));
    }

    /** Nobody's turn comes while another message of theirs is dealt with. */
    @Test
    void acknowledgesNothingThatCouldNotBeDealtWithYet() {
        String ada = "+33612346010";
        Integer status = intake.part(Turns.class)
                .inTurn(
                        Dialogue.markOfNumber(ada, intake.part(Derivations.class)),
                        () -> elsewhere(() -> texts(ada, "Un lampadaire clignote")))
                .orElseThrow();

        assertThat(status).isEqualTo(SMPPConstant.STAT_ESME_RX_T_APPN);
        assertThat(requests(ada)).isZero();
        assertThat(texts(ada, "Un lampadaire clignote")).isZero();
        assertThat(requests(ada)).isOne();
    }

    @Test
    void tellsATextThatComesAgainFromOneThatSaysTheSame() {
        String ada = "+33612346011";
        texts(ada, "Un lampadaire clignote");
        texts(ada, "Un lampadaire clignote");
        assertThat(contacts(ada)).isOne();
        assertThat(smsc.answersTo(ada)).hasSize(2);
        assertThat(smsc.answersTo(ada).get(1)).isEqualTo(smsc.answersTo(ada).get(0));

        texts(ada, "Devant le 12");
        texts(ada, "Un lampadaire clignote");

        assertThat(contacts(ada)).isEqualTo(3);
        assertThat(requests(ada)).isOne();
    }

    @Test
    void takesNoReceiptForAText() {
        String ada = "+33612346012";
        String receipt =
                "id:t1 sub:001 dlvrd:001 submit date:2611260900 done date:2611260901 stat:DELIVRD err:000 text:";

        assertThat(smsc.handOver(ada, receipt.getBytes(StandardCharsets.US_ASCII), RECEIPT, GSM))
                .isEqualTo(SMPPConstant.STAT_ESME_RX_T_APPN);
        assertThat(smsc.handOver(ada, new byte[0], TEXT, GSM, new OptionalParameter.Message_state((byte) 2)))
                .isEqualTo(SMPPConstant.STAT_ESME_RX_T_APPN);

        assertThat(contacts(ada)).isZero();
        assertThat(smsc.answersTo(ada)).isEmpty();
    }

    @Test
    void refusesForGoodWhatIsNoText() {
        String ada = "+33612346013";

        assertThat(smsc.handOver(ada, new byte[] {1, 2, 3}, TEXT, BYTES)).isZero();

        assertThat(smsc.answersTo(ada)).isEmpty();
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT count(*) FROM received_contact WHERE channel = 'sms' AND reason = 'unreadable'",
                                Integer.class))
                .isOne();
    }

    @Test
    void keepsSilentOnceAskedTo() {
        String ada = "+33612346014";
        texts(ada, "Un lampadaire clignote");
        texts(ada, "STOP");
        texts(ada, "Il clignote toujours");
        assertThat(smsc.answersTo(ada)).hasSize(2).last().asString().contains("plus de SMS");

        texts(ada, "Reprendre");

        assertThat(smsc.answersTo(ada)).hasSize(3);
        assertThat(requests(ada)).isOne();
    }

    @Test
    void bindsAgainWhenTheConnectionBreaks() {
        String ada = "+33612346015";
        smsc.hangUp();

        soon().until(smsc::isBound);

        assertThat(texts(ada, "Un lampadaire clignote")).isZero();
        assertThat(smsc.answersTo(ada)).hasSize(1);
    }

    /** More than there are threads: what is too much is asked for again, and no answer waits for a thread that waits for it. */
    @Test
    void takesWhatItCanOfManyAtOnceAndTheRestLater() throws Exception {
        int many = 40;
        List<Future<Integer>> tries = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(many)) {
            for (int number = 0; number < many; number++) {
                String person = "+336123461" + (10 + number);
                tries.add(threads.submit(() -> {
                    int count = 1;
                    while (texts(person, "Un lampadaire clignote") != 0) {
                        count++;
                    }
                    return count;
                }));
            }
            for (Future<Integer> one : tries) {
                assertThat(one.get()).isPositive();
            }
        }

        for (int number = 0; number < many; number++) {
            assertThat(smsc.answersTo("+336123461" + (10 + number))).hasSize(1);
            assertThat(requests("+336123461" + (10 + number))).isOne();
        }
    }

    private int texts(String number, String words) {
        return smsc.handOver(number, words.getBytes(EncodedText.GSM), TEXT, GSM);
    }

    private int headed(String number, String header, String words) {
        return smsc.handOver(
                number,
                HexFormat.of().parseHex(header + HexFormat.of().formatHex(words.getBytes(EncodedText.GSM))),
                HEADED,
                GSM);
    }

    private int segment(String number, int segment, String words) {
        return smsc.handOver(
                number,
                words.getBytes(EncodedText.GSM),
                TEXT,
                GSM,
                new OptionalParameter.Sar_msg_ref_num((short) 7),
                new OptionalParameter.Sar_total_segments((byte) 2),
                new OptionalParameter.Sar_segment_seqnum((byte) segment));
    }

    private static int elsewhere(Callable<Integer> work) {
        try (var threads = Executors.newSingleThreadExecutor()) {
            return threads.submit(work).get();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** How many requests a number filed. */
    private int requests(String number) {
        return Objects.requireNonNull(intake.database()
                .queryForObject(
                        "SELECT count(*) FROM received_contact WHERE outcome = 'filed' AND sender_mark = (SELECT"
                                + " sender_mark FROM received_contact JOIN text_conversation USING (request_id)"
                                + " WHERE number_mark = ? AND outcome = 'filed')",
                        Integer.class,
                        mark(number)));
    }

    /** How many things were made of what a number said. */
    private int contacts(String number) {
        return Objects.requireNonNull(intake.database()
                .queryForObject(
                        "SELECT count(*) FROM received_contact WHERE request_id = (SELECT request_id FROM"
                                + " text_conversation WHERE number_mark = ?)",
                        Integer.class,
                        mark(number)));
    }

    private String description(String number) {
        return Objects.requireNonNull(intake.database()
                .queryForObject(
                        "SELECT description FROM service_request WHERE id = (SELECT request_id FROM text_conversation"
                                + " WHERE number_mark = ?)",
                        String.class,
                        mark(number)));
    }

    /** What is still kept of the long texts of a number. */
    private String keptWords(String number) {
        return Objects.requireNonNull(intake.database()
                .queryForObject(
                        "SELECT coalesce(string_agg(words, ''), '') FROM text_piece JOIN long_text ON long_text.id ="
                                + " text_piece.long_text WHERE message LIKE encode(?, 'hex') || '/%'",
                        String.class, mark(number)));
    }

    private byte[] mark(String number) {
        return Dialogue.markOfNumber(number, intake.part(Derivations.class)).bytes();
    }
}
