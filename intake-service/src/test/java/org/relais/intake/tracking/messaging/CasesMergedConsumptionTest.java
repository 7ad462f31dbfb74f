package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.CasesMerged;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class CasesMergedConsumptionTest {

    @ReleasedVersionsOf(CasesMerged.class)
    void showsThatTheRequestWasMerged(InboundEvent merged) {
        // When
        var change = Shown.ofRouting(merged);

        // Then
        var event = (CasesMerged) merged.event();
        boolean first = event.getDepartment().isEmpty();
        var told = first ? STATUS : STATUS.department("voirie");
        assertThat(change.update())
                .isEqualTo(
                        event.getReason() == null
                                ? told
                                : told.reason(Shown.why(event.getReason().getConfidence())));
        assertThat(change.entry())
                .isEqualTo(Shown.entry(
                        "cases_merged", Author.PLATFORM, null, first ? Map.of() : Map.of("department", "voirie")));
    }
}
