package org.relais.platform.outbox;

import java.util.List;
import java.util.Map;
import org.relais.platform.outbox.ParkedEvents.Parked;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Parked events for the operator, and trying one again. */
@Endpoint(id = "outbox")
final class OutboxEndpoint {

    private final ParkedEvents parked;

    OutboxEndpoint(ParkedEvents parked) {
        this.parked = parked;
    }

    @ReadOperation
    List<Parked> list() {
        return parked.list();
    }

    @WriteOperation
    Map<String, Boolean> release(@Selector long id) {
        return Map.of("released", parked.release(id));
    }
}
