package org.relais.platform.inbox;

import java.util.List;
import java.util.Map;
import org.relais.platform.inbox.HeldEvents.Held;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Requests whose events wait behind a gap, and not waiting any longer for one of them. */
@Endpoint(id = "heldevents")
final class HeldEventsEndpoint {

    private final HeldEvents held;

    HeldEventsEndpoint(HeldEvents held) {
        this.held = held;
    }

    @ReadOperation
    List<Held> list() {
        return held.list();
    }

    @WriteOperation
    Map<String, Integer> giveUp(@Selector String requestId, String reason) {
        return Map.of("released", held.giveUp(requestId, reason));
    }
}
