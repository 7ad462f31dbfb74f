package org.relais.notification;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;
import org.relais.embedded.EmbeddedTextCenter;
import threegpp.charset.CharsetProvider;

/** A text center that can be told how to treat the next text to a number; it speaks SMPP over a real connection. */
final class ScriptedSmsc extends EmbeddedTextCenter {

    private static final Charset GSM = new CharsetProvider().charsetForName("X-GSM7BIT");

    /** What becomes of a text. */
    enum Behaviour {
        TAKE_AND_DELIVER,
        TAKE_AND_DELIVER_BEFORE_ANSWERING,
        TAKE_AND_FAIL,
        TAKE,
        TAKE_AND_HANG_UP,
        REFUSE_NUMBER,
        BUSY
    }

    /** @param payload whether it came whole in one message_payload */
    record Taken(String id, String number, String words, boolean payload) {}

    /** Unlike any that an earlier text center of this name gave. */
    private static final AtomicLong IDS = new AtomicLong(1000);

    private final List<Taken> texts = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Behaviour>> scripts = new ConcurrentHashMap<>();
    private final Map<String, Behaviour> afterAnswering = new ConcurrentHashMap<>();

    ScriptedSmsc(int port) {
        super(port);
    }

    void behave(String number, Behaviour... next) {
        scripts.computeIfAbsent(number, _ -> new ConcurrentLinkedQueue<>()).addAll(List.of(next));
    }

    List<Taken> textsTo(String number) {
        return texts.stream().filter(text -> text.number().equals(number)).toList();
    }

    boolean isBound() {
        return sessions.stream().anyMatch(session -> session.getSessionState().isBound());
    }

    /** Says what became of a text, as parameters and in words. */
    void receipt(String id, boolean delivered) {
        receipt(sessions.getLast(), id, delivered);
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession session) throws ProcessRequestException {
        String number = "+" + submit.getDestAddress();
        Queue<Behaviour> script = scripts.getOrDefault(number, new ConcurrentLinkedQueue<>());
        Behaviour behaviour = script.isEmpty() ? Behaviour.TAKE_AND_DELIVER : script.poll();
        if (behaviour == Behaviour.REFUSE_NUMBER) {
            throw new ProcessRequestException("no such number", SMPPConstant.STAT_ESME_RINVDSTADR);
        }
        if (behaviour == Behaviour.BUSY) {
            throw new ProcessRequestException("busy", SMPPConstant.STAT_ESME_RTHROTTLED);
        }
        String id = "t" + IDS.incrementAndGet();
        texts.add(taken(id, number, submit));
        if (behaviour == Behaviour.TAKE_AND_HANG_UP) {
            session.close();
        }
        if (behaviour == Behaviour.TAKE_AND_DELIVER_BEFORE_ANSWERING) {
            receipt(session, id, true);
        }
        afterAnswering.put(id, behaviour);
        try {
            return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
        } catch (org.jsmpp.PDUStringException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void onSubmitSmRespSent(SubmitSmResult result, SMPPServerSession session) {
        String id = result.getMessageId();
        Behaviour behaviour = afterAnswering.remove(id);
        if (behaviour == Behaviour.TAKE_AND_DELIVER || behaviour == Behaviour.TAKE_AND_FAIL) {
            receipt(session, id, behaviour == Behaviour.TAKE_AND_DELIVER);
        }
    }

    private static Taken taken(String id, String number, SubmitSm submit) {
        OptionalParameter.Message_payload payload =
                submit.getOptionalParameter(OptionalParameter.Message_payload.class);
        byte[] bytes = payload == null ? submit.getShortMessage() : payload.getValue();
        Charset charset = submit.getDataCoding() == 8 ? StandardCharsets.UTF_16BE : GSM;
        return new Taken(id, number, new String(bytes, charset), payload != null);
    }

    private static void receipt(SMPPServerSession session, String id, boolean delivered) {
        String words = "id:%s sub:001 dlvrd:001 submit date:2611260900 done date:2611260901 stat:%s err:000 text:"
                .formatted(id, delivered ? "DELIVRD" : "UNDELIV");
        try {
            session.deliverShortMessage(
                    "",
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    "33600000000",
                    TypeOfNumber.UNKNOWN,
                    NumberingPlanIndicator.UNKNOWN,
                    "38000",
                    new ESMClass(MessageMode.DEFAULT, MessageType.SMSC_DEL_RECEIPT, GSMSpecificFeature.DEFAULT),
                    (byte) 0,
                    (byte) 0,
                    new RegisteredDelivery(0),
                    new GeneralDataCoding(),
                    words.getBytes(StandardCharsets.US_ASCII));
        } catch (Exception notTaken) {
            throw new IllegalStateException(notTaken);
        }
    }
}
