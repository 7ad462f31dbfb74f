package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.STATUS;

import java.time.LocalDate;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class CaseResolvedConsumptionTest {

    @ReleasedVersionsOf(CaseResolved.class)
    void tellsTheOutcomeWithItsDateAndWhoIsResponsible(InboundEvent resolved) {
        // When
        var happening = Told.byRouting(resolved);

        // Then
        assertThat(happening)
                .isEqualTo(new Happening.Resolved(
                        Told.cause("CaseResolved"),
                        STATUS,
                        "voirie",
                        Happening.Outcome.NOTHING_TO_DO,
                        "é message",
                        LocalDate.parse("2026-11-23"),
                        "é responsible"));
    }
}
