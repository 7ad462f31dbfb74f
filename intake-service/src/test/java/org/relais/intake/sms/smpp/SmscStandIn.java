package org.relais.intake.sms.smpp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.DataCoding;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;
import org.relais.embedded.EmbeddedTextCenter;
import org.relais.embedded.FreePorts;
import org.relais.platform.smpp.EncodedText;

/** A text center that hands texts over, and takes those that are sent back; it speaks SMPP over a real connection. */
public final class SmscStandIn extends EmbeddedTextCenter {

    /** The town's number. */
    static final String TOWN = "38000";

    private final int port;
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> busy = new ConcurrentHashMap<>();
    private final Map<String, Runnable> meanwhile = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();

    /** @param source what it came from */
    record Answer(String to, String source, String words) {}

    private SmscStandIn(int port) {
        super(port);
        this.port = port;
    }

    public static SmscStandIn start() {
        return new SmscStandIn(FreePorts.next());
    }

    public int port() {
        return port;
    }

    /** From now on, so many answers to this number are not taken yet. */
    void isBusyFor(String number, int times) {
        busy.put(number, new AtomicInteger(times));
    }

    /** Something that happens once, while the next answer to this number is being taken. */
    void whileAnswering(String number, Runnable something) {
        meanwhile.put(number, something);
    }

    List<String> answersTo(String number) {
        return answers.stream()
                .filter(answer -> answer.to().equals(number))
                .map(Answer::words)
                .toList();
    }

    List<String> sourcesTo(String number) {
        return answers.stream()
                .filter(answer -> answer.to().equals(number))
                .map(Answer::source)
                .toList();
    }

    boolean isBound() {
        return sessions.stream().anyMatch(session -> session.getSessionState().isBound());
    }

    void hangUp() {
        sessions.forEach(SMPPServerSession::close);
        sessions.clear();
    }

    /**
     * Hands a text over.
     *
     * @param number in international form
     * @return 0 where it was taken, else the status of the refusal
     */
    int handOver(String number, byte[] bytes, int esmClass, int coding, OptionalParameter... parameters) {
        SMPPServerSession session = sessions.stream()
                .filter(open -> open.getSessionState().isReceivable())
                .reduce((first, last) -> last)
                .orElseThrow();
        DataCoding as = () -> (byte) coding;
        try {
            session.deliverShortMessage(
                    "",
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    number.substring(1),
                    TypeOfNumber.NETWORK_SPECIFIC,
                    NumberingPlanIndicator.UNKNOWN,
                    TOWN,
                    new ESMClass(esmClass),
                    (byte) 0,
                    (byte) 0,
                    new RegisteredDelivery(0),
                    as,
                    bytes,
                    parameters);
            return 0;
        } catch (NegativeResponseException refused) {
            return refused.getCommandStatus();
        } catch (PDUException | ResponseTimeoutException | InvalidResponseException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession session) throws ProcessRequestException {
        String number = "+" + submit.getDestAddress();
        if (busy.getOrDefault(number, new AtomicInteger()).getAndDecrement() > 0) {
            throw new ProcessRequestException("busy", SMPPConstant.STAT_ESME_RTHROTTLED);
        }
        Runnable something = meanwhile.remove(number);
        if (something != null) {
            something.run();
        }
        OptionalParameter.Message_payload payload =
                submit.getOptionalParameter(OptionalParameter.Message_payload.class);
        byte[] bytes = payload == null ? submit.getShortMessage() : payload.getValue();
        String words = new String(bytes, submit.getDataCoding() == 8 ? StandardCharsets.UTF_16BE : EncodedText.GSM);
        answers.add(new Answer(number, submit.getSourceAddr(), words));
        try {
            return new SubmitSmResult(new MessageId("t" + ids.incrementAndGet()), new OptionalParameter[0]);
        } catch (PDUStringException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
