package org.relais.notification.delivery;

import java.util.List;
import java.util.Map;
import org.relais.notification.planning.PlannedMessage;
import org.relais.notification.planning.PlannedMessage.Detail;
import org.relais.notification.planning.Recall;
import org.relais.notification.request.FollowedRequest;

/** The messages on their way. Everything here belongs to the caller's transaction. */
public interface Deliveries {

    /** Accepts planned messages; one already planned for that event, person and template is left as it is. */
    void accept(FollowedRequest request, List<PlannedMessage> messages);

    /** Takes back what has not left yet, and says so; a message being handed over this moment is beyond recall. */
    void recall(FollowedRequest request, Recall recall);

    /**
     * The routing decision is known: what waited for it can leave.
     *
     * @param decision what those messages say of it beyond what is known of the request
     */
    void routingDecided(FollowedRequest request, Map<Detail, String> decision);
}
