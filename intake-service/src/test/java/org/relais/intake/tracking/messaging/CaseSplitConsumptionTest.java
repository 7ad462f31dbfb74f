package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.STATUS;

import java.util.List;
import java.util.Map;
import org.relais.event.routing.v1.CaseSplit;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class CaseSplitConsumptionTest {

    @ReleasedVersionsOf(CaseSplit.class)
    void showsThePartsAndWhoMadeThem(InboundEvent split) {
        // When
        var change = Shown.ofRouting(split);

        // Then
        assertThat(change.update()).isEqualTo(STATUS.parts(List.of(Shown.PART)));
        assertThat(change.entry())
                .isEqualTo(Shown.entry("case_split", Author.DEPARTMENT, null, Map.of("department", "voirie")));
    }
}
