package org.relais.platform.smpp;

import java.io.IOException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;

/** Texts on their way out. One of several parts goes as one message_payload: it is taken or not, as a whole, and has one receipt. */
public final class ShortMessages {

    private static final byte NONE = 0;

    private ShortMessages() {}

    /**
     * @param number in international form, such as {@code +33612345678}
     * @return what the text center calls it
     */
    public static String submit(
            SMPPSession bound, SourceAddress source, String number, String content, SMSCDeliveryReceipt receipt)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        EncodedText encoded = EncodedText.of(content);
        boolean alone = encoded.parts() == 1;
        OptionalParameter[] more = alone
                ? new OptionalParameter[0]
                : new OptionalParameter[] {new OptionalParameter.Message_payload(encoded.bytes())};
        return bound.submitShortMessage(
                        "",
                        source.type(),
                        source.plan(),
                        source.address(),
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        number.substring(1),
                        new ESMClass(),
                        NONE,
                        NONE,
                        null,
                        null,
                        new RegisteredDelivery(receipt),
                        NONE,
                        new GeneralDataCoding(encoded.alphabet()),
                        NONE,
                        alone ? encoded.bytes() : new byte[0],
                        more)
                .getMessageId();
    }
}
