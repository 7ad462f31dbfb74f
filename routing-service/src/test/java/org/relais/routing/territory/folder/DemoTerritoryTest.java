package org.relais.routing.territory.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.relais.routing.area.Area;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.rules.Rule;
import org.relais.routing.territory.Department;
import org.relais.routing.territory.Service;
import org.relais.routing.territory.Territory;

class DemoTerritoryTest {

    private final Territory valmont = DemoTerritory.territory();

    @Test
    void isValidWithoutErrorsOrWarnings() {
        assertThat(TerritoryReader.read(DemoTerritory.files()))
                .isInstanceOfSatisfying(
                        TerritoryReading.Valid.class,
                        valid -> assertThat(valid.findings()).isEmpty());
    }

    @Test
    void isATownOfSomeSize() {
        assertThat(valmont.departments()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(valmont.services()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(valmont.areas().all()).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void hasDepartmentsThatTakePartByKafkaRoadsAmongThem() {
        assertThat(valmont.departments())
                .filteredOn(Department::kafka)
                .extracting(Department::code)
                .contains("voirie")
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void everyDepartmentIsNamedBySomeRule() {
        Set<String> named = valmont.rules().stream().map(Rule::departmentCode).collect(Collectors.toSet());

        assertThat(valmont.departments())
                .extracting(Department::code)
                .allSatisfy(code -> assertThat(named).contains(code));
    }

    @Test
    void hasAnEmergencyThatSaysWhichNumberToCall() {
        assertThat(valmont.services())
                .filteredOn(Service::emergency)
                .isNotEmpty()
                .allSatisfy(service -> assertThat(service.emergencyNumber()).isNotBlank());
    }

    @Test
    void itsCentreLiesInTheOldTown() {
        assertThat(valmont.areas().at(new GeoPoint(48.85, 2.35))).map(Area::id).contains("centre-ancien");
    }
}
