package org.relais.platform.smpp;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jspecify.annotations.Nullable;
import org.relais.platform.retry.BackOff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to a text center, kept open for what it sends, and opened again whenever it breaks. */
public final class TextCenterLink {

    private static final Logger LOG = LoggerFactory.getLogger(TextCenterLink.class);

    private final TextCenterAccount account;
    private final MessageReceiverListener listener;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private volatile boolean running;
    private volatile @Nullable SMPPSession session;
    private @Nullable Thread keeper;

    public TextCenterLink(TextCenterAccount account, MessageReceiverListener listener) {
        this.account = account;
        this.listener = listener;
    }

    public void start() {
        running = true;
        keeper = Thread.ofVirtual().name("text-center").start(this::keepBound);
    }

    /** Says goodbye and returns when the connection is over. */
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

    public boolean isRunning() {
        return running;
    }

    /** The connection, where there is one by which texts can leave. */
    public Optional<SMPPSession> transmittable() {
        return Optional.ofNullable(session)
                .filter(bound -> bound.getSessionState().isTransmittable());
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
                    account.host(),
                    account.port(),
                    binding(),
                    account.answerTimeout().toMillis());
            session = opening;
            LOG.atInfo().addKeyValue("outcome", "bound").log("connected to the text center");
            closed.await();
            return true;
        } catch (IOException | RuntimeException refused) {
            return false;
        } finally {
            session = null;
            opening.unbindAndClose();
        }
    }

    private Duration wait(int failures) {
        return new BackOff(account.firstBackOff(), account.longestBackOff()).after(failures, random);
    }

    private SMPPSession newSession() {
        SMPPSession opening =
                account.tls() ? new SMPPSession(new TlsConnections(account.answerTimeout())) : new SMPPSession();
        opening.setEnquireLinkTimer((int) account.enquireLink().toMillis());
        opening.setTransactionTimer(account.answerTimeout().toMillis());
        opening.setPduProcessorDegree(account.atOnce());
        opening.setMessageReceiverListener(listener);
        return opening;
    }

    private BindParameter binding() {
        return new BindParameter(
                BindType.BIND_TRX,
                account.systemId(),
                account.password(),
                account.systemType(),
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN,
                account.addressRange().isEmpty() ? null : account.addressRange());
    }
}
