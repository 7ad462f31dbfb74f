package org.relais.notification.following.messaging;

import java.time.Instant;
import org.relais.notification.planning.Cause;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

/** What golden payloads mean here. */
final class Told {

    static final Instant MOMENT = Instant.parse("2026-11-23T15:00:00Z");
    static final String REQUESTER = "01930000-0000-4000-8000-000000000003";
    static final String STATUS = "é status";

    private Told() {}

    static Happening byIntake(InboundEvent inbound) {
        return IntakeHappenings.of(inbound).orElseThrow();
    }

    static Happening byRouting(InboundEvent inbound) {
        return RoutingHappenings.of(inbound).orElseThrow();
    }

    static Cause cause(String type) {
        return new Cause("01930000-0000-7000-8000-000000000001", type, MOMENT);
    }
}
