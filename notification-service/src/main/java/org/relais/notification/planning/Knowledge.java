package org.relais.notification.planning;

import java.util.List;
import java.util.Map;
import org.relais.notification.planning.Happening.Acknowledged;
import org.relais.notification.planning.Happening.ActedOn;
import org.relais.notification.planning.Happening.ActionRefused;
import org.relais.notification.planning.Happening.Answered;
import org.relais.notification.planning.Happening.Asked;
import org.relais.notification.planning.Happening.Contested;
import org.relais.notification.planning.Happening.DeadlineSet;
import org.relais.notification.planning.Happening.Declined;
import org.relais.notification.planning.Happening.Deferred;
import org.relais.notification.planning.Happening.Erased;
import org.relais.notification.planning.Happening.Escalated;
import org.relais.notification.planning.Happening.Joined;
import org.relais.notification.planning.Happening.Merged;
import org.relais.notification.planning.Happening.PartsChanged;
import org.relais.notification.planning.Happening.Progressed;
import org.relais.notification.planning.Happening.Reopened;
import org.relais.notification.planning.Happening.Resolved;
import org.relais.notification.planning.Happening.Routed;
import org.relais.notification.planning.Happening.Split;
import org.relais.notification.planning.Happening.StatusChanged;
import org.relais.notification.planning.Happening.Submitted;
import org.relais.notification.planning.Happening.Transferred;
import org.relais.notification.planning.Happening.TriageOverdue;
import org.relais.notification.planning.Happening.Withdrawn;
import org.relais.notification.request.FollowedRequest;
import org.relais.notification.request.Follower;
import org.relais.notification.request.Follower.Role;

/** What is known of a request after something happened. */
final class Knowledge {

    private Knowledge() {}

    static FollowedRequest begin(String requestId, Submitted submitted) {
        return new FollowedRequest(
                requestId,
                submitted.jurisdictionId(),
                submitted.trackingCode(),
                submitted.serviceCode(),
                submitted.cause().occurredAt(),
                "submitted",
                null,
                null,
                null,
                null,
                List.of(new Follower(
                        submitted.requesterId(), Role.FILED, submitted.language(), submitted.contactable())),
                Map.of());
    }

    static FollowedRequest after(FollowedRequest request, Happening happening) {
        return switch (happening) {
            case Submitted _ -> request;
            case Joined e ->
                request.joinedBy(new Follower(e.requesterId(), Role.JOINED, e.language(), e.contactable()));
            case ActedOn e -> request.actedOnBy(e.cause().eventId(), e.requesterId());
            case Erased e -> request.without(e.requesterId());
            case Routed e -> request.inCharge(e.status(), e.department(), e.expectedAt());
            case Deferred e -> request.inNobodysCharge(e.status(), e.decideBy());
            case Transferred e -> request.inCharge(e.status(), e.department(), e.expectedAt());
            case Declined e -> request.declinedBy(e.status(), new FollowedRequest.Declined(e.department(), e.reason()));
            case DeadlineSet e -> request.expectedAt(e.status(), e.dueAt());
            case Acknowledged e -> request.withStatus(e.status());
            case Asked e -> request.withStatus(e.status());
            case Answered e -> request.withStatus(e.status());
            case Progressed e -> request.withStatus(e.status());
            case Resolved e -> request.withStatus(e.status());
            case Contested e -> request.withStatus(e.status());
            case Reopened e -> request.withStatus(e.status());
            case Withdrawn e -> request.withStatus(e.status());
            case Merged e ->
                e.department().isEmpty()
                        ? request.withStatus(e.status())
                        : request.inCharge(e.status(), e.department(), null);
            case Split e -> request.inNobodysCharge(e.status());
            case PartsChanged e ->
                e.expectedAt() == null
                        ? request.withStatus(e.status())
                        : request.expectedAt(e.status(), e.expectedAt());
            case Escalated e -> request.withStatus(e.status());
            case TriageOverdue e -> request.withStatus(e.status());
            case ActionRefused e -> request.withStatus(e.status());
            case StatusChanged e -> request.withStatus(e.status());
        };
    }
}
