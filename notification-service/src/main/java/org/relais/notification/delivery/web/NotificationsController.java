package org.relais.notification.delivery.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.notification.delivery.DeliveryLedger;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.relais.platform.security.Roles;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of a request's messages; no contact detail, no content. */
@RestController
class NotificationsController {

    private final DeliveryLedger ledger;
    private final Problems problems;

    NotificationsController(DeliveryLedger ledger, Problems problems) {
        this.ledger = ledger;
        this.problems = problems;
    }

    @GetMapping(path = "/api/v1/notifications", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> ofRequest(@RequestParam UUID requestId, Caller caller) {
        if (!caller.has(Roles.SERVICE) && !caller.oversees()) {
            return problems.problem(HttpStatus.FORBIDDEN, "forbidden").response();
        }
        return ResponseEntity.ok(new Page(
                ledger.of(requestId.toString()).stream().map(Notification::of).toList(), null));
    }

    private record Page(List<Notification> items, @Nullable String nextCursor) {}

    private record Notification(
            String id,
            String requestId,
            String template,
            int templateVersion,
            String language,
            String channel,
            String status,
            @Nullable String reason,
            int attempts,
            Instant plannedAt,
            @Nullable Instant endedAt) {

        static Notification of(DeliveryLedger.Entry entry) {
            return new Notification(
                    entry.deliveryId(),
                    entry.requestId(),
                    entry.template(),
                    entry.templateVersion(),
                    entry.language(),
                    entry.channel(),
                    entry.status(),
                    entry.reason(),
                    entry.attempts(),
                    entry.plannedAt(),
                    entry.endedAt());
        }
    }
}
