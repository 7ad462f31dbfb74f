package org.relais.notification.planning;

import java.util.List;
import java.util.Map;
import org.relais.notification.planning.PlannedMessage.Detail;
import org.relais.notification.request.FollowedRequest;

/**
 * What to do about something that happened, in this order: recall, remember, send.
 *
 * @param after the request as it is known now
 * @param routingDecided whether messages that await the routing decision can leave
 * @param decision what those say of it beyond what is known of the request
 */
public record Plan(
        FollowedRequest after,
        List<Recall> recalls,
        List<PlannedMessage> messages,
        boolean routingDecided,
        Map<Detail, String> decision) {}
