package org.relais.routing.cases.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.relais.event.department.command.v1.MergeCase;
import org.relais.event.department.v1.CommandRefused;
import org.relais.platform.inbox.InboundEvent;
import org.relais.routing.ReleasedVersionsOf;

class MergeCaseConsumptionTest {

    @ReleasedVersionsOf(MergeCase.class)
    void refusesToMergeIntoWhatIsNoCase(InboundEvent command) {
        // Given
        var golden = GoldenCase.routedToRoads();

        // When
        golden.departmentSays(command);

        // Then
        assertThat(golden.told()).isEmpty();
        assertThat(golden.answers())
                .singleElement(InstanceOfAssertFactories.type(CommandRefused.class))
                .extracting(CommandRefused::getCommandId, CommandRefused::getCommand, CommandRefused::getReason)
                .containsExactly("01930000-0000-7000-8000-000000000004", "MergeCase", "merge_target_unknown");
    }
}
