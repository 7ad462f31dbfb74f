package org.relais.notification.delivery.sms;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.relais.notification.delivery.DeliveryReceipts;
import org.relais.notification.delivery.Ending.FailureReason;
import org.relais.notification.delivery.Text;
import org.relais.notification.delivery.TextSender;
import org.relais.platform.smpp.ShortMessages;
import org.relais.platform.smpp.SourceAddress;
import org.relais.platform.smpp.TextCenterLink;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Hands texts to a text center over one connection, by which their receipts come. */
@Component
@ConditionalOnProperty("relais.notification.sms.smpp.host")
class SmppTextSender implements TextSender, SmartLifecycle {

    private static final Pattern INTERNATIONAL = Pattern.compile("\\+\\d{5,15}");
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f]+");
    private static final Set<Integer> ADDRESS_REFUSED = Set.of(
            SMPPConstant.STAT_ESME_RINVDSTADR, SMPPConstant.STAT_ESME_RINVDSTTON, SMPPConstant.STAT_ESME_RINVDSTNPI);
    private static final Set<Integer> MESSAGE_REFUSED = Set.of(
            SMPPConstant.STAT_ESME_RINVMSGLEN, SMPPConstant.STAT_ESME_RX_P_APPN, SMPPConstant.STAT_ESME_RX_R_APPN);

    private final SmppSettings settings;
    private final SourceAddress source;
    private final TextCenterLink link;

    SmppTextSender(SmppSettings settings, DeliveryReceipts receipts) {
        this.settings = settings;
        this.source = SourceAddress.of(settings.source(), "relais.notification.sms.smpp.source");
        this.link = new TextCenterLink(settings.account(), new SmppReceipts(receipts));
    }

    @Override
    public Result send(Text text) {
        if (!INTERNATIONAL.matcher(text.to()).matches()) {
            return new Result.Refused(FailureReason.ADDRESS_INVALID, 0);
        }
        SMPPSession bound = link.transmittable().orElse(null);
        if (bound == null) {
            return new Result.NotTaken(0);
        }
        try {
            return new Result.Accepted(asInReceipts(ShortMessages.submit(
                    bound, source, text.to(), text.content(), SMSCDeliveryReceipt.SUCCESS_FAILURE)));
        } catch (NegativeResponseException answered) {
            return answered(answered.getCommandStatus());
        } catch (PDUException unfit) {
            return new Result.Refused(FailureReason.MESSAGE_REFUSED, 0);
        } catch (ResponseTimeoutException | InvalidResponseException | IOException lost) {
            return new Result.Unknown();
        }
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

    /** Before the workers, and after them again. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}
