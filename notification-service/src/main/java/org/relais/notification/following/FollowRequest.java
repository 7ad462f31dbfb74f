package org.relais.notification.following;

import java.util.Optional;
import java.util.Set;
import org.relais.notification.delivery.Deliveries;
import org.relais.notification.planning.Happening;
import org.relais.notification.planning.Happening.Submitted;
import org.relais.notification.planning.NotificationPolicy;
import org.relais.notification.planning.Plan;
import org.relais.notification.planning.Recall;
import org.relais.notification.request.FollowedRequest;
import org.relais.notification.request.FollowedRequests;
import org.springframework.stereotype.Component;

/** Follows a request through what happens to it. Everything here belongs to the caller's transaction. */
@Component
public class FollowRequest {

    private final FollowedRequests requests;
    private final EarlyHappenings early;
    private final Deliveries deliveries;

    FollowRequest(FollowedRequests requests, EarlyHappenings early, Deliveries deliveries) {
        this.requests = requests;
        this.early = early;
        this.deliveries = deliveries;
    }

    /** What is known of these is read at once; each is then followed in its turn. */
    public void ahead(Set<String> requestIds) {
        requests.lock(requestIds);
        early.lookFor(requestIds);
    }

    /** Two topics tell of one request, and nothing orders one against the other: what comes too early waits. */
    public void follow(String requestId, Happening happening) {
        requests.lock(Set.of(requestId));
        Optional<FollowedRequest> known = requests.find(requestId);
        if (known.isPresent()) {
            carryOut(NotificationPolicy.plan(known.get(), happening));
        } else if (happening instanceof Submitted submitted) {
            FollowedRequest request = carryOut(NotificationPolicy.begin(requestId, submitted));
            for (Happening earlier : early.takeAll(requestId)) {
                request = carryOut(NotificationPolicy.plan(request, earlier));
            }
        } else {
            early.keep(requestId, happening);
        }
    }

    private FollowedRequest carryOut(Plan plan) {
        FollowedRequest request = plan.after();
        for (Recall recall : plan.recalls()) {
            deliveries.recall(request, recall);
        }
        requests.save(request);
        deliveries.accept(request, plan.messages());
        if (plan.routingDecided()) {
            deliveries.routingDecided(request, plan.decision());
        }
        return request;
    }
}
