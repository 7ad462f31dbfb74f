package org.relais.notification.delivery.matrix;

import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.relais.notification.delivery.Conversation;
import org.relais.notification.delivery.Ending.FailureReason;
import org.relais.notification.delivery.Notice;
import org.relais.notification.delivery.NoticeSender;
import org.relais.platform.matrix.Homeserver;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Says in a room what a machine says, under a transaction that bears the delivery's id: a repeat, after an answer that was lost, is
 * known by it and stands in the room once.
 */
@Component
@ConditionalOnProperty("relais.notification.matrix.homeserver")
class MatrixNoticeSender implements NoticeSender {

    /** Forbidden, not found: the room is gone, or we are no longer in it. */
    private static final Set<Integer> ADDRESS_REFUSED = Set.of(403, 404);

    /** As intake names the channel. */
    private static final String MATRIX = "matrix";

    private final Homeserver homeserver;

    MatrixNoticeSender(MatrixSettings settings) {
        this.homeserver = new Homeserver(settings.account());
    }

    @Override
    public boolean reaches(Conversation conversation) {
        String room = conversation.thread();
        return conversation.channel().equals(MATRIX) && room != null && !room.isBlank();
    }

    @Override
    public String counterpart() {
        return "homeserver";
    }

    /** What is refused for our sake (the token, the rate) can be put right, and is tried again. */
    @Override
    public Result send(Notice notice) {
        try {
            homeserver.say(
                    Objects.requireNonNull(notice.conversation().thread()), notice.content(), notice.deliveryId());
            return new Result.Accepted(null);
        } catch (Homeserver.Refusal refusal) {
            return new Result.Refused(
                    ADDRESS_REFUSED.contains(refusal.status())
                            ? FailureReason.ADDRESS_REFUSED
                            : FailureReason.MESSAGE_REFUSED,
                    refusal.status());
        } catch (Homeserver.NotNow later) {
            return new Result.NotTaken(later.status());
        } catch (IOException unanswered) {
            return new Result.NotTaken(0);
        }
    }
}
