package org.relais.intake.sms.smpp;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jspecify.annotations.Nullable;
import org.relais.intake.channel.ContactRefusal;
import org.relais.intake.dialogue.Dialogue.Result;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.sms.IncomingText;
import org.relais.intake.sms.TakeInText;
import org.relais.platform.retry.Unavailability;
import org.relais.platform.smpp.ShortMessages;
import org.relais.platform.smpp.SourceAddress;
import org.relais.platform.smpp.TextCenterLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.SmartLifecycle;

/**
 * Takes in texts that a text center hands over, and texts the answers back. A text is acknowledged once what became of it is
 * committed and its answer has left; until then the text center keeps it, and what it hands over again becomes the same thing.
 */
final class TextReceiver implements MessageReceiverListener, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TextReceiver.class);

    /** What will not be otherwise when it is tried again. */
    private static final Set<Integer> REFUSED = Set.of(
            SMPPConstant.STAT_ESME_RINVDSTADR,
            SMPPConstant.STAT_ESME_RINVDSTTON,
            SMPPConstant.STAT_ESME_RINVDSTNPI,
            SMPPConstant.STAT_ESME_RINVSRCADR,
            SMPPConstant.STAT_ESME_RINVMSGLEN,
            SMPPConstant.STAT_ESME_RX_P_APPN,
            SMPPConstant.STAT_ESME_RX_R_APPN);

    private static final String SENT = "sent";
    private static final String NOT_NOW = "not_now";
    private static final String REFUSED_WORD = "refused";

    private final TakeInText takeInText;
    private final HeardTexts heard;
    private final Derivations derivations;
    private final SmppSettings settings;
    private final @Nullable SourceAddress source;
    private final TextCenterLink link;
    private final Semaphore room;
    private final Set<PayloadMark> underWay = ConcurrentHashMap.newKeySet();
    private final MeterRegistry meters;
    private final Clock clock;

    TextReceiver(
            TakeInText takeInText,
            HeardTexts heard,
            Derivations derivations,
            SmppSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.takeInText = takeInText;
        this.heard = heard;
        this.derivations = derivations;
        this.settings = settings;
        String from = settings.source();
        this.source = from == null ? null : SourceAddress.of(from, "relais.sms.smpp.source");
        this.link = new TextCenterLink(settings.account(), this);
        this.room = new Semaphore(settings.atOnce());
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void start() {
        link.start();
    }

    @Override
    public void stop() {
        link.stop();
    }

    @Override
    public boolean isRunning() {
        return link.isRunning();
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
        if (DeliveredText.isReceipt(message)) {
            // It belongs to notification, whose own connection it can still be brought by.
            throw later("receipt_not_for_us");
        }
        // Whoever waits for the answer to a text holds a thread, and answers come in by threads too.
        if (!room.tryAcquire()) {
            throw later("too_many_at_once");
        }
        try {
            takeAlone(message);
        } catch (RuntimeException failure) {
            LOG.atLevel(Unavailability.isBehind(failure) ? Level.WARN : Level.ERROR)
                    .addKeyValue("channel", TakeInText.SMS)
                    .addKeyValue("outcome", "postponed")
                    .addKeyValue("reason", failure.getClass().getSimpleName())
                    .log("a text could not be taken in");
            throw later("not_taken_in");
        } finally {
            room.release();
        }
    }

    /** Not twice at once: the second would be answered before it is known that the first was. */
    private void takeAlone(DeliverSm message) throws ProcessRequestException {
        PayloadMark text = derivations.mark(DeliveredText.digest(message));
        if (!underWay.add(text)) {
            throw later("under_way");
        }
        try {
            take(message, text);
        } finally {
            underWay.remove(text);
        }
    }

    private void take(DeliverSm message, PayloadMark mark) throws ProcessRequestException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        PayloadMark sender = derivations.mark(DeliveredText.from(message).getBytes(StandardCharsets.UTF_8));
        Optional<DeliveredText> read = DeliveredText.read(message, settings.alphabet());
        boolean referenced = read.filter(delivered -> delivered.piece() != null).isPresent();
        String id = heard.idOf(sender, mark, referenced, now);
        if (read.isEmpty()) {
            takeInText.refuse(id, ContactRefusal.UNREADABLE, now);
        } else {
            DeliveredText delivered = read.get();
            IncomingText text =
                    new IncomingText(id, delivered.from(), delivered.words(), delivered.piece(), List.of(), now);
            switch (takeInText.takeToAnswer(text)) {
                case Result.Later later -> throw later("not_taken_in");
                case Result.Taken(String reply) -> {
                    boolean told = reply != null && sendCounted(reply, message);
                    takeInText.answered(text, told);
                }
            }
        }
        heard.answered(id, now);
    }

    /**
     * Sends an answer, and counts what became of it. What the text center will have none of is given up, and the text stays taken.
     *
     * @return whether the text center took it
     * @throws ProcessRequestException where it may take it later
     */
    private boolean sendCounted(String reply, DeliverSm to) throws ProcessRequestException {
        String outcome = send(reply, to);
        meters.counter("relais.sms.replies", "outcome", outcome).increment();
        if (outcome.equals(NOT_NOW)) {
            throw later("answer_not_sent");
        }
        if (outcome.equals(REFUSED_WORD)) {
            LOG.atWarn()
                    .addKeyValue("channel", TakeInText.SMS)
                    .addKeyValue("outcome", outcome)
                    .log("an answer was not taken by the text center");
        }
        return outcome.equals(SENT);
    }

    private String send(String reply, DeliverSm to) {
        SMPPSession bound = link.transmittable().orElse(null);
        if (bound == null) {
            return NOT_NOW;
        }
        String number = takeInText.numberOf(DeliveredText.from(to)).orElse(null);
        if (number == null) {
            return REFUSED_WORD;
        }
        try {
            ShortMessages.submit(bound, sourceOf(to), number, reply, SMSCDeliveryReceipt.DEFAULT);
            return SENT;
        } catch (NegativeResponseException answered) {
            return REFUSED.contains(answered.getCommandStatus()) ? REFUSED_WORD : NOT_NOW;
        } catch (PDUException unfit) {
            return REFUSED_WORD;
        } catch (ResponseTimeoutException | InvalidResponseException | IOException lost) {
            return NOT_NOW;
        }
    }

    private SourceAddress sourceOf(DeliverSm answered) {
        return source != null
                ? source
                : new SourceAddress(
                        TypeOfNumber.valueOf(answered.getDestAddrTon()),
                        NumberingPlanIndicator.valueOf(answered.getDestAddrNpi()),
                        answered.getDestAddress());
    }

    private ProcessRequestException later(String outcome) {
        meters.counter("relais.sms.postponed", "reason", outcome).increment();
        LOG.atInfo()
                .addKeyValue("channel", TakeInText.SMS)
                .addKeyValue("outcome", "postponed")
                .addKeyValue("reason", outcome)
                .log("the text center is to try again");
        return new ProcessRequestException(outcome, SMPPConstant.STAT_ESME_RX_T_APPN);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
        LOG.atDebug().addKeyValue("outcome", "left_aside").log("the text center sent something of no use here");
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm message, Session session) throws ProcessRequestException {
        throw new ProcessRequestException("not read here", SMPPConstant.STAT_ESME_RINVCMDID);
    }
}
