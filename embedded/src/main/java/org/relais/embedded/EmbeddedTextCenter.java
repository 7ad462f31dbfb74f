package org.relais.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.ServerResponseDeliveryAdapter;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;

/**
 * A text center that speaks SMPP over real connections: it lets one account bind, and leaves to its heirs what becomes of a text.
 * jsmpp is theirs to bring.
 */
public abstract class EmbeddedTextCenter extends ServerResponseDeliveryAdapter
        implements ServerMessageReceiverListener, AutoCloseable {

    public static final String SYSTEM_ID = "relais";
    public static final String PASSWORD = "secret";

    private static final long PATIENCE_MILLIS = 20_000;
    private static final int AT_ONCE = 20;

    /** Every connection since the start or since it was cleared, the newest last; those that broke too. */
    protected final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();

    private final SMPPServerSessionListener listener;
    private final Thread accepting;

    /** @param port to listen on at once */
    protected EmbeddedTextCenter(int port) {
        try {
            listener = new SMPPServerSessionListener(port);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        listener.setPduProcessorDegree(AT_ONCE);
        listener.setMessageReceiverListener(this);
        listener.setResponseDeliveryListener(this);
        accepting = Thread.ofVirtual().start(this::accept);
    }

    @Override
    public void close() {
        try {
            listener.close();
            sessions.forEach(SMPPServerSession::close);
            accepting.join();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        try {
            while (true) {
                SMPPServerSession session = listener.accept();
                session.setTransactionTimer(PATIENCE_MILLIS);
                sessions.add(session);
                Thread.ofVirtual().start(() -> bind(session));
            }
        } catch (IOException closed) {
            // The text center is down.
        }
    }

    private static void bind(SMPPServerSession session) {
        try {
            BindRequest request = session.waitForBind(PATIENCE_MILLIS);
            if (SYSTEM_ID.equals(request.getSystemId()) && PASSWORD.equals(request.getPassword())) {
                request.accept("smsc");
            } else {
                request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
            }
        } catch (IOException | TimeoutException | PDUStringException gone) {
            session.close();
        }
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti submit, SMPPServerSession session)
            throws ProcessRequestException {
        throw unused();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession session) throws ProcessRequestException {
        throw unused();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm replace, SMPPServerSession session) throws ProcessRequestException {
        throw unused();
    }

    @Override
    public void onAcceptCancelSm(CancelSm cancel, SMPPServerSession session) throws ProcessRequestException {
        throw unused();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm broadcast, SMPPServerSession session)
            throws ProcessRequestException {
        throw unused();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm cancel, SMPPServerSession session)
            throws ProcessRequestException {
        throw unused();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm query, SMPPServerSession session)
            throws ProcessRequestException {
        throw unused();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session session) throws ProcessRequestException {
        throw unused();
    }

    private static ProcessRequestException unused() {
        return new ProcessRequestException("not asked for", SMPPConstant.STAT_ESME_RINVCMDID);
    }
}
