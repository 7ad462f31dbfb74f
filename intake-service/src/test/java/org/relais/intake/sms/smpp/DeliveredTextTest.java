package org.relais.intake.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.TypeOfNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relais.intake.sms.IncomingText.Piece;
import org.relais.platform.smpp.EncodedText;

/** What text centers write into a deliver_sm. */
class DeliveredTextTest {

    private static final int HEADED = 0x40;

    @ParameterizedTest
    @CsvSource({
        // Déjà là, in the phones' alphabet, whatever group it is announced in
        "0x00, 44056A7F206C7F",
        "0xF1, 44056A7F206C7F",
        "0xC8, 44056A7F206C7F",
        "0x11, 44056A7F206C7F",
        // Latin-1, UCS-2 and UCS-2 with a message class
        "0x03, 44E96AE0206CE0",
        "0x08, 004400E9006A00E00020006C00E0",
        "0x18, 004400E9006A00E00020006C00E0"
    })
    void readsEveryCoding(String coding, String hex) {
        DeliverSm message = message(0, Integer.decode(coding), HexFormat.of().parseHex(hex));

        assertThat(DeliveredText.read(message, DefaultAlphabet.GSM)
                        .orElseThrow()
                        .words())
                .isEqualTo("Déjà là");
    }

    @Test
    void readsWhatATextCenterMeansByItsDefault() {
        DeliverSm message = message(0, 0, "Déjà là".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(DeliveredText.read(message, DefaultAlphabet.LATIN1)
                        .orElseThrow()
                        .words())
                .isEqualTo("Déjà là");
    }

    @Test
    void readsPairsOfUcs2AsOneSign() {
        DeliverSm message = message(0, 8, "Merci 👍".getBytes(StandardCharsets.UTF_16BE));

        assertThat(DeliveredText.read(message, DefaultAlphabet.GSM)
                        .orElseThrow()
                        .words())
                .isEqualTo("Merci 👍");
    }

    @ParameterizedTest
    @CsvSource({"0x02", "0x04", "0xF5", "0x14", "0x20"})
    void readsNoWordsInBytes(String coding) {
        assertThat(DeliveredText.read(message(0, Integer.decode(coding), new byte[] {1, 2}), DefaultAlphabet.GSM))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0500030C0302, 8/12/3, 2, 3",
        "060804012C0302, 16/300/3, 2, 3",
        // Behind a port, which some phones write first
        "0B05040B8423F000030C0302, 8/12/3, 2, 3"
    })
    void knowsAPieceByItsHeader(String header, String reference, int number, int total) {
        DeliveredText text = headed(header);

        assertThat(text.piece()).isEqualTo(new Piece(reference, number, total));
        assertThat(text.words()).isEqualTo("trou");
    }

    @ParameterizedTest
    @CsvSource({"0500030C0101", "0500030C0304", "0500030C0300", "03240101", "00"})
    void takesForWholeWhatIsNoPiece(String header) {
        assertThat(headed(header).piece()).isNull();
    }

    @Test
    void refusesAHeaderLongerThanTheText() {
        DeliverSm message = message(HEADED, 0, new byte[] {0x20, 1, 2});

        assertThat(DeliveredText.read(message, DefaultAlphabet.GSM)).isEmpty();
    }

    @Test
    void knowsAPieceByItsParametersAndFindsWordsInThePayload() {
        DeliverSm message = message(0, 0, new byte[0]);
        message.setOptionalParameters(
                new OptionalParameter.Sar_msg_ref_num((short) 40_000),
                new OptionalParameter.Sar_total_segments((byte) 2),
                new OptionalParameter.Sar_segment_seqnum((byte) 1),
                new OptionalParameter.Message_payload("trou".getBytes(EncodedText.GSM)));

        DeliveredText text = DeliveredText.read(message, DefaultAlphabet.GSM).orElseThrow();

        assertThat(text.piece()).isEqualTo(new Piece("sar/40000/2", 1, 2));
        assertThat(text.words()).isEqualTo("trou");
    }

    @Test
    void tellsReceiptsFromTexts() {
        DeliverSm stated = message(0, 0, new byte[0]);
        stated.setOptionalParameters(new OptionalParameter.Message_state((byte) 2));

        assertThat(DeliveredText.isReceipt(message(0x04, 0, new byte[0]))).isTrue();
        assertThat(DeliveredText.isReceipt(message(0x20, 0, new byte[0]))).isTrue();
        assertThat(DeliveredText.isReceipt(stated)).isTrue();
        assertThat(DeliveredText.isReceipt(message(HEADED, 0, new byte[0]))).isFalse();
    }

    @Test
    void saysThatANumberIsInternationalWhereTheTextCenterDoes() {
        DeliverSm message = message(0, 0, new byte[0]);
        assertThat(DeliveredText.from(message)).isEqualTo("+33612345678");

        message.setSourceAddrTon(TypeOfNumber.NATIONAL.value());
        message.setSourceAddr("0612345678");
        assertThat(DeliveredText.from(message)).isEqualTo("0612345678");
    }

    @Test
    void tellsTextsApartByWhoSaysWhatInWhichPiece() {
        DeliverSm text = message(0, 0, "trou".getBytes(EncodedText.GSM));
        DeliverSm same = message(0, 0, "trou".getBytes(EncodedText.GSM));
        same.setSequenceNumber(77);
        DeliverSm referred = message(0, 0, "trou".getBytes(EncodedText.GSM));
        referred.setOptionalParameters(new OptionalParameter.User_message_reference((short) 7));

        assertThat(DeliveredText.digest(same)).isEqualTo(DeliveredText.digest(text));
        assertThat(DeliveredText.digest(referred)).isNotEqualTo(DeliveredText.digest(text));
        assertThat(DeliveredText.digest(message(0, 3, "trou".getBytes(EncodedText.GSM))))
                .isNotEqualTo(DeliveredText.digest(text));
    }

    private static DeliveredText headed(String header) {
        byte[] bytes = HexFormat.of().parseHex(header + HexFormat.of().formatHex("trou".getBytes(EncodedText.GSM)));
        return DeliveredText.read(message(HEADED, 0, bytes), DefaultAlphabet.GSM)
                .orElseThrow();
    }

    private static DeliverSm message(int esmClass, int coding, byte[] bytes) {
        DeliverSm message = new DeliverSm();
        message.setSourceAddr("33612345678");
        message.setSourceAddrTon(TypeOfNumber.INTERNATIONAL.value());
        message.setDestAddress("38000");
        message.setEsmClass((byte) esmClass);
        message.setDataCoding((byte) coding);
        message.setShortMessage(bytes);
        return message;
    }
}
