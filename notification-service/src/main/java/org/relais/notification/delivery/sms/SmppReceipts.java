package org.relais.notification.delivery.sms;

import java.util.Optional;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.OptionalParameter.Message_state;
import org.jsmpp.bean.OptionalParameter.Receipted_message_id;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.util.InvalidDeliveryReceiptException;
import org.relais.notification.delivery.Channel;
import org.relais.notification.delivery.DeliveryReceipts;
import org.relais.notification.delivery.ReceiptOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the text center says of texts that left. It is answered once that is stored; what could not be stored it says again. */
final class SmppReceipts implements MessageReceiverListener {

    private static final Logger LOG = LoggerFactory.getLogger(SmppReceipts.class);

    // SMPP 3.4, 5.2.28.
    private static final int DELIVERED = 2;
    private static final int EXPIRED = 3;
    private static final int DELETED = 4;
    private static final int UNDELIVERABLE = 5;
    private static final int REJECTED = 8;

    private final DeliveryReceipts receipts;

    SmppReceipts(DeliveryReceipts receipts) {
        this.receipts = receipts;
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
        if (!message.isSmscDeliveryReceipt()) {
            // People's own texts come in through intake; refused for now, another of the provider's ways can still
            // bring it there.
            note("text_not_for_us");
            throw new ProcessRequestException("texts are not read here", SMPPConstant.STAT_ESME_RX_T_APPN);
        }
        Optional<Receipt> receipt = read(message);
        if (receipt.isEmpty()) {
            note("receipt_unreadable");
            return;
        }
        try {
            receipt.get()
                    .outcome()
                    .ifPresent(outcome ->
                            receipts.received(Channel.SMS, receipt.get().providerId(), outcome));
        } catch (RuntimeException notStored) {
            LOG.atError()
                    .addKeyValue("outcome", "receipt_not_stored")
                    .setCause(notStored)
                    .log("a receipt could not be stored; it is asked for again");
            throw new ProcessRequestException("try later", SMPPConstant.STAT_ESME_RX_T_APPN);
        }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
        note("alert_left_aside");
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm message, Session session) throws ProcessRequestException {
        throw new ProcessRequestException("not read here", SMPPConstant.STAT_ESME_RINVCMDID);
    }

    /** Parameters say it exactly; what providers write into the text differs in the details. */
    private static Optional<Receipt> read(DeliverSm message) {
        Receipted_message_id id = message.getOptionalParameter(Receipted_message_id.class);
        Message_state state = message.getOptionalParameter(Message_state.class);
        if (id != null && state != null) {
            return Optional.of(new Receipt(named(id), outcome(state.getValue())));
        }
        try {
            DeliveryReceipt written = message.getShortMessageAsDeliveryReceipt();
            return written.getId() == null || written.getFinalStatus() == null
                    ? Optional.empty()
                    : Optional.of(new Receipt(id == null ? written.getId() : named(id), outcome(written)));
        } catch (InvalidDeliveryReceiptException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Without the zero that ends it on the wire. */
    private static String named(Receipted_message_id id) {
        return id.getValueAsString().replace("\0", "");
    }

    /** Empty while more may come, and where the text center itself does not know. */
    private static Optional<ReceiptOutcome> outcome(int state) {
        return switch (state) {
            case DELIVERED -> Optional.of(ReceiptOutcome.DELIVERED);
            case EXPIRED, DELETED, UNDELIVERABLE, REJECTED -> Optional.of(ReceiptOutcome.NOT_DELIVERED);
            default -> Optional.empty();
        };
    }

    private static Optional<ReceiptOutcome> outcome(DeliveryReceipt written) {
        return switch (written.getFinalStatus()) {
            case DELIVRD -> Optional.of(ReceiptOutcome.DELIVERED);
            case EXPIRED, DELETED, UNDELIV, REJECTD -> Optional.of(ReceiptOutcome.NOT_DELIVERED);
            case ENROUTE, ACCEPTD, UNKNOWN -> Optional.empty();
        };
    }

    private static void note(String outcome) {
        LOG.atWarn().addKeyValue("outcome", outcome).log("the text center sent something of no use here");
    }

    private record Receipt(String providerId, Optional<ReceiptOutcome> outcome) {}
}
