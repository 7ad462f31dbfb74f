package org.relais.routing.territory.publishing;

import java.util.List;
import java.util.Optional;
import org.relais.routing.territory.Department;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryContent;
import org.relais.routing.territory.folder.Finding;
import org.springframework.stereotype.Component;

/** Department codes are unique in the deployment: topics and tokens carry them without a territory. */
@Component
class DepartmentOwners {

    private final Territories territories;

    DepartmentOwners(Territories territories) {
        this.territories = territories;
    }

    List<Finding> conflicts(TerritoryContent content) {
        return content.departments().stream()
                .flatMap(department -> owner(department, content).stream()
                        .map(owner -> Finding.departmentTaken(department.code(), owner.jurisdictionId())))
                .toList();
    }

    private Optional<Territory> owner(Department department, TerritoryContent content) {
        return territories.current().stream()
                .filter(other -> !other.jurisdictionId().equals(content.jurisdictionId()))
                .filter(other -> other.department(department.code()).isPresent())
                .findFirst();
    }
}
