package org.relais.notification.delivery.sms;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jspecify.annotations.Nullable;
import org.relais.notification.delivery.BackOff;
import org.relais.notification.delivery.Ending.FailureReason;
import org.relais.notification.delivery.Text;
import org.relais.notification.delivery.TextReceipts;
import org.relais.notification.delivery.TextSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hands texts to a text center over one connection, which is kept open for the receipts and opened again whenever it breaks. A text
 * of several parts goes as one message_payload: it is taken or not, as a whole, and has one receipt.
 */
@Component
@ConditionalOnProperty("relais.notification.sms.smpp.host")
class SmppTextSender implements TextSender, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SmppTextSender.class);

    private static final Pattern INTERNATIONAL = Pattern.compile("\\+\\d{5,15}");
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f]+");
    private static final Set<Integer> ADDRESS_REFUSED = Set.of(
            SMPPConstant.STAT_ESME_RINVDSTADR, SMPPConstant.STAT_ESME_RINVDSTTON, SMPPConstant.STAT_ESME_RINVDSTNPI);
    private static final Set<Integer> MESSAGE_REFUSED = Set.of(
            SMPPConstant.STAT_ESME_RINVMSGLEN, SMPPConstant.STAT_ESME_RX_P_APPN, SMPPConstant.STAT_ESME_RX_R_APPN);
    private static final byte NONE = 0;

    private final SmppSettings settings;
    private final SourceAddress source;
    private final Receipts receipts;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private volatile boolean running;
    private volatile @Nullable SMPPSession session;
    private @Nullable Thread keeper;

    SmppTextSender(SmppSettings settings, TextReceipts receipts) {
        this.settings = settings;
        this.source = SourceAddress.of(settings.source());
        this.receipts = new Receipts(receipts);
    }

    @Override
    public Result send(Text text) {
        if (!INTERNATIONAL.matcher(text.to()).matches()) {
            return new Result.Refused(FailureReason.ADDRESS_INVALID, 0);
        }
        SMPPSession bound = session;
        if (bound == null || !bound.getSessionState().isTransmittable()) {
            return new Result.NotTaken(0);
        }
        try {
            return new Result.Accepted(asInReceipts(submit(bound, text)));
        } catch (NegativeResponseException answered) {
            return answered(answered.getCommandStatus());
        } catch (PDUException unfit) {
            return new Result.Refused(FailureReason.MESSAGE_REFUSED, 0);
        } catch (ResponseTimeoutException | InvalidResponseException | IOException lost) {
            return new Result.Unknown();
        }
    }

    private String submit(SMPPSession bound, Text text)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        EncodedText encoded = EncodedText.of(text.content());
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
                        text.to().substring(1),
                        new ESMClass(),
                        NONE,
                        NONE,
                        null,
                        null,
                        new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                        NONE,
                        new GeneralDataCoding(encoded.alphabet()),
                        NONE,
                        alone ? encoded.bytes() : new byte[0],
                        more)
                .getMessageId();
    }

    private String asInReceipts(String id) {
        return settings.hexIds() && HEXADECIMAL.matcher(id).matches() ? new BigInteger(id, 16).toString() : id;
    }

    /** What is refused for our sake (source, rights, what the provider can't do) can be put right, and is tried again. */
    private static Result answered(int status) {
        if (ADDRESS_REFUSED.contains(status)) {
            return new Result.Refused(FailureReason.ADDRESS_REFUSED, status);
        }
        return MESSAGE_REFUSED.contains(status)
                ? new Result.Refused(FailureReason.MESSAGE_REFUSED, status)
                : new Result.NotTaken(status);
    }

    @Override
    public void start() {
        running = true;
        keeper = Thread.ofVirtual().name("text-center").start(this::keepBound);
    }

    @Override
    public void stop() {
        running = false;
        Thread keeping = keeper;
        if (keeping != null) {
            keeping.interrupt();
            try {
                keeping.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            keeper = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the workers, and after them again. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }

    private void keepBound() {
        int failures = 0;
        try {
            while (running) {
                failures = stood() ? 1 : failures + 1;
                LOG.atWarn()
                        .addKeyValue("outcome", failures == 1 ? "connection_lost" : "not_bound")
                        .log("no connection to the text center; trying again");
                // The back-off between two tries to connect, on a thread that does nothing else; stop() wakes it.
                Thread.sleep(wait(failures));
            }
        } catch (InterruptedException stopped) {
            // The service ends.
        }
    }

    /** Connects, and returns when the connection is over; says whether there was one. */
    private boolean stood() throws InterruptedException {
        SMPPSession opening = newSession();
        CountDownLatch closed = new CountDownLatch(1);
        opening.addSessionStateListener((now, _, _) -> {
            if (now == SessionState.CLOSED) {
                closed.countDown();
            }
        });
        try {
            opening.connectAndBind(
                    settings.host(),
                    settings.port(),
                    binding(),
                    settings.answerTimeout().toMillis());
            session = opening;
            LOG.atInfo().addKeyValue("outcome", "bound").log("connected to the text center");
            closed.await();
            return true;
        } catch (IOException refused) {
            return false;
        } finally {
            session = null;
            opening.unbindAndClose();
        }
    }

    private Duration wait(int failures) {
        return new BackOff(settings.firstBackOff(), settings.longestBackOff()).after(failures, random);
    }

    private SMPPSession newSession() {
        SMPPSession opening =
                settings.tls() ? new SMPPSession(new TlsConnections(settings.answerTimeout())) : new SMPPSession();
        opening.setEnquireLinkTimer((int) settings.enquireLink().toMillis());
        opening.setTransactionTimer(settings.answerTimeout().toMillis());
        opening.setMessageReceiverListener(receipts);
        return opening;
    }

    private BindParameter binding() {
        return new BindParameter(
                BindType.BIND_TRX,
                settings.systemId(),
                settings.password(),
                settings.systemType(),
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN,
                null);
    }
}
