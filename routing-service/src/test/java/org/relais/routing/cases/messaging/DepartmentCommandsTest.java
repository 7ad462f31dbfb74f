package org.relais.routing.cases.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.routing.cases.CaseCommand;

/** A department that works by its topic can do what one that works by REST can. */
class DepartmentCommandsTest {

    @Test
    void everyCommandOfADepartmentHasARecord() {
        assertThat(Topics.DEPARTMENT_COMMANDS)
                .extracting(Class::getSimpleName)
                .allSatisfy(
                        record -> assertThat(Arrays.stream(CaseCommand.DepartmentCommand.class.getPermittedSubclasses())
                                        .map(Class::getSimpleName))
                                .anyMatch(record::startsWith))
                .hasSameSizeAs(CaseCommand.DepartmentCommand.class.getPermittedSubclasses());
    }

    @Test
    void everyRecordOfTheCatalogueIsCarriedOut() {
        assertThat(DepartmentCommands.TYPES)
                .extracting(Class::getName)
                .containsExactlyInAnyOrderElementsOf(
                        Topics.DEPARTMENT_COMMANDS.stream().map(Class::getName).toList());
    }
}
