package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.STATUS;

import org.relais.event.routing.v1.CasesMerged;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class CasesMergedConsumptionTest {

    @ReleasedVersionsOf(CasesMerged.class)
    void learnsThatItIsDealtWithTogetherWithAnother(InboundEvent merged) {
        // When
        var happening = Told.byRouting(merged);

        // Then
        assertThat(happening)
                .isEqualTo(new Happening.Merged(
                        Told.cause("CasesMerged"), STATUS, ((CasesMerged) merged.event()).getDepartment()));
    }
}
