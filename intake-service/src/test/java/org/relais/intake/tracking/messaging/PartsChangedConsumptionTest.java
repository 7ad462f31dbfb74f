package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.MOMENT;
import static org.relais.intake.tracking.messaging.Shown.STATUS;

import java.util.List;
import org.relais.event.routing.v1.PartsChanged;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.platform.inbox.InboundEvent;

class PartsChangedConsumptionTest {

    @ReleasedVersionsOf(PartsChanged.class)
    void keepsWhereThePartsStandAndTellsNothingTwice(InboundEvent changed) {
        // When
        var change = Shown.ofRouting(changed);

        // Then
        assertThat(change.update()).isEqualTo(STATUS.expectedAt(MOMENT).parts(List.of(Shown.PART)));
        assertThat(change.entry()).isNull();
        assertThat(change.at()).isEqualTo(MOMENT);
    }
}
