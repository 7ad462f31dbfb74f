package org.relais.notification.delivery.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.notification.delivery.Channel;
import org.relais.notification.delivery.DeliveryReceipts;
import org.relais.notification.delivery.ReceiptOutcome;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.relais.platform.security.Roles;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What a messenger said to intake, which it calls, became of messages that left from here. */
@RestController
class ReceiptsController {

    private final DeliveryReceipts receipts;
    private final Problems problems;

    ReceiptsController(DeliveryReceipts receipts, Problems problems) {
        this.receipts = receipts;
        this.problems = problems;
    }

    /** Answered once all of it is stored; nothing of it is where a part can't be read. */
    @PostMapping(path = "/api/v1/message-receipts", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> take(@RequestBody Told told, Caller caller) {
        if (!caller.has(Roles.SERVICE)) {
            return problems.problem(HttpStatus.FORBIDDEN, "forbidden").response();
        }
        String channel = told.channel();
        if (channel == null || channel.isBlank()) {
            return invalid("/channel", "required");
        }
        List<Item> items = told.items() == null ? List.of() : told.items();
        for (int index = 0; index < items.size(); index++) {
            Item item = items.get(index);
            if (item.id() == null || item.id().isBlank()) {
                return invalid("/items/" + index + "/id", "required");
            }
            if (outcome(item).isEmpty()) {
                return invalid("/items/" + index + "/outcome", "unacceptable_value");
            }
        }
        for (Item item : items) {
            outcome(item)
                    .ifPresent(outcome -> receipts.received(
                            Channel.MESSAGING, DeliveryReceipts.markOf(channel, String.valueOf(item.id())), outcome));
        }
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<?> invalid(String pointer, String code) {
        return problems.problem(HttpStatus.BAD_REQUEST, "invalid_request")
                .error(pointer, code)
                .response();
    }

    private static Optional<ReceiptOutcome> outcome(Item item) {
        return Arrays.stream(ReceiptOutcome.values())
                .filter(outcome -> outcome.word().equals(item.outcome()))
                .findFirst();
    }

    /** @param channel the messenger, as intake names it */
    private record Told(@Nullable String channel, @Nullable List<Item> items) {}

    /**
     * One message.
     *
     * @param id the messenger's own; it may hold a number
     * @param outcome {@code delivered}, {@code not_delivered} or {@code window_closed}
     */
    private record Item(@Nullable String id, @Nullable String outcome) {

        @Override
        public String toString() {
            return "Item[]";
        }
    }
}
