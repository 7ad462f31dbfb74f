package org.relais.intake.sms.smpp;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Message_payload;
import org.jsmpp.bean.OptionalParameter.Message_state;
import org.jsmpp.bean.OptionalParameter.Receipted_message_id;
import org.jsmpp.bean.OptionalParameter.Sar_msg_ref_num;
import org.jsmpp.bean.OptionalParameter.Sar_segment_seqnum;
import org.jsmpp.bean.OptionalParameter.Sar_total_segments;
import org.jsmpp.bean.OptionalParameter.User_message_reference;
import org.jsmpp.bean.TypeOfNumber;
import org.jspecify.annotations.Nullable;
import org.relais.intake.sms.IncomingText.Piece;
import org.relais.platform.digest.Digests;

/**
 * A person's text as a deliver_sm holds it: SMPP 3.4, with the headers and codings of 3GPP TS 23.040 and 23.038.
 *
 * @param from number or name of the sender, with a plus where the text center says that it is international
 * @param piece null for a text that came in one
 */
record DeliveredText(String from, String words, @Nullable Piece piece) {

    private static final int MESSAGE_TYPE = 0b0011_1100;
    private static final int HEADER_INDICATOR = 0b0100_0000;

    private static final int CONCATENATED_8 = 0x00;
    private static final int CONCATENATED_16 = 0x08;
    private static final int BYTE = 0xFF;

    /** Whether it tells of a text of ours rather than being a person's. */
    static boolean isReceipt(DeliverSm message) {
        return (message.getEsmClass() & MESSAGE_TYPE) != 0 || message.getOptionalParameter(Message_state.class) != null;
    }

    /** Empty where it is no text: a picture for the screen, settings, a ringing tone. */
    static Optional<DeliveredText> read(DeliverSm message, DefaultAlphabet otherwise) {
        Charset charset = charset(message.getDataCoding(), otherwise).orElse(null);
        byte[] bytes = bytes(message);
        boolean headed = (message.getEsmClass() & HEADER_INDICATOR) != 0;
        int header = headed && bytes.length > 0 ? (bytes[0] & BYTE) + 1 : 0;
        if (charset == null || header > bytes.length) {
            return Optional.empty();
        }
        Piece piece = headed ? ofHeader(Arrays.copyOf(bytes, header)) : ofParameters(message);
        String words = new String(bytes, header, bytes.length - header, charset);
        return Optional.of(new DeliveredText(from(message), words, piece));
    }

    static String from(DeliverSm message) {
        String address = String.valueOf(message.getSourceAddr());
        boolean international = message.getSourceAddrTon() == TypeOfNumber.INTERNATIONAL.value();
        return international && !address.startsWith("+") ? "+" + address : address;
    }

    /** Tells one text from another, though not from one that says the same. */
    static byte[] digest(DeliverSm message) {
        MessageDigest digest = Digests.sha256();
        for (byte[] part : new byte[][] {
            from(message).getBytes(StandardCharsets.UTF_8),
            String.valueOf(message.getDestAddress()).getBytes(StandardCharsets.UTF_8),
            {message.getEsmClass(), message.getDataCoding()},
            bytes(message),
            valueOf(message, Sar_msg_ref_num.class),
            valueOf(message, Sar_segment_seqnum.class),
            valueOf(message, User_message_reference.class),
            valueOf(message, Receipted_message_id.class)
        }) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
            digest.update(part);
        }
        return digest.digest();
    }

    private static byte[] bytes(DeliverSm message) {
        Message_payload payload = message.getOptionalParameter(Message_payload.class);
        byte[] bytes = payload == null ? message.getShortMessage() : payload.getValue();
        return bytes == null ? new byte[0] : bytes;
    }

    private static <T extends OptionalParameter> byte[] valueOf(DeliverSm message, Class<T> type) {
        T parameter = message.getOptionalParameter(type);
        return parameter == null ? new byte[0] : parameter.serialize();
    }

    private static Optional<Charset> charset(byte coding, DefaultAlphabet otherwise) {
        int value = coding & BYTE;
        return switch (value) {
            case 0x00 -> Optional.of(otherwise.charset());
            case 0x01 -> Optional.of(StandardCharsets.US_ASCII);
            case 0x03 -> Optional.of(StandardCharsets.ISO_8859_1);
            case 0x08 -> Optional.of(StandardCharsets.UTF_16BE);
            default -> ofGroup(value);
        };
    }

    /** The coding groups of 3GPP TS 23.038, which some networks hand on as they are. */
    private static Optional<Charset> ofGroup(int value) {
        return switch (value >> 4) {
            // General, the same to be deleted after reading; compressed ones are not text.
            case 0x1, 0x4, 0x5 ->
                switch (value >> 2 & 0b11) {
                    case 0 -> Optional.of(DefaultAlphabet.GSM.charset());
                    case 2 -> Optional.of(StandardCharsets.UTF_16BE);
                    default -> Optional.empty();
                };
            // Message waiting, in the phones' alphabet and in UCS-2.
            case 0xC, 0xD -> Optional.of(DefaultAlphabet.GSM.charset());
            case 0xE -> Optional.of(StandardCharsets.UTF_16BE);
            // Message class.
            case 0xF -> (value & 0b100) == 0 ? Optional.of(DefaultAlphabet.GSM.charset()) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static @Nullable Piece ofHeader(byte[] header) {
        int at = 1;
        while (at + 1 < header.length) {
            int element = header[at] & BYTE;
            int length = header[at + 1] & BYTE;
            int value = at + 2;
            if (value + length > header.length) {
                return null;
            }
            if (element == CONCATENATED_8 && length == 3) {
                return piece("8", header[value] & BYTE, header[value + 1] & BYTE, header[value + 2] & BYTE);
            }
            if (element == CONCATENATED_16 && length == 4) {
                int reference = (header[value] & BYTE) << 8 | header[value + 1] & BYTE;
                return piece("16", reference, header[value + 2] & BYTE, header[value + 3] & BYTE);
            }
            at = value + length;
        }
        return null;
    }

    private static @Nullable Piece ofParameters(DeliverSm message) {
        Sar_msg_ref_num reference = message.getOptionalParameter(Sar_msg_ref_num.class);
        Sar_total_segments total = message.getOptionalParameter(Sar_total_segments.class);
        Sar_segment_seqnum number = message.getOptionalParameter(Sar_segment_seqnum.class);
        return reference == null || total == null || number == null
                ? null
                : piece("sar", reference.getValue() & 0xFFFF, total.getValue() & BYTE, number.getValue() & BYTE);
    }

    /** References are short and come round again; that the total is the same too tells more messages apart. */
    private static @Nullable Piece piece(String kind, int reference, int total, int number) {
        return total > 1 && number >= 1 && number <= total
                ? new Piece(kind + "/" + reference + "/" + total, number, total)
                : null;
    }

    @Override
    public String toString() {
        return "DeliveredText[]";
    }
}
