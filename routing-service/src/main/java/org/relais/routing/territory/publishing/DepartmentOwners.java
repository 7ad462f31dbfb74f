package org.relais.routing.territory.publishing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.relais.routing.territory.Department;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.folder.Finding;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Department codes are unique in the deployment, and stay their territory's once they were: topics, tokens and cases carry them without
 * a territory.
 */
@Component
class DepartmentOwners {

    private final Territories territories;
    private final JdbcClient jdbc;

    DepartmentOwners(Territories territories, JdbcClient jdbc) {
        this.territories = territories;
        this.jdbc = jdbc;
    }

    /**
     * Takes departments' codes for a territory, and those that it has in force, with the caller's transaction; who claims the same at
     * the same time waits for it.
     *
     * @return those that are another's; then the transaction is to be rolled back
     */
    List<Finding> claim(String jurisdictionId, Collection<String> departments) {
        String[] codes = Stream.concat(departments.stream(), inForce(jurisdictionId))
                .distinct()
                .sorted()
                .toArray(String[]::new);
        jdbc.sql("insert into department_owner (department, jurisdiction_id)"
                        + " select code, ? from unnest(?::text[]) code order by code on conflict do nothing")
                .params(jurisdictionId, codes)
                .update();
        Map<String, String> taken = new TreeMap<>();
        jdbc.sql("select department, jurisdiction_id from department_owner"
                        + " where department = any (?::text[]) and jurisdiction_id <> ?")
                .params(codes, jurisdictionId)
                .query(row -> {
                    taken.put(row.getString(1), row.getString(2));
                });
        // In force since before owners were noted, and without a case so far.
        departments.forEach(department -> inForceElsewhere(department, jurisdictionId)
                .ifPresent(owner -> taken.putIfAbsent(department, owner.jurisdictionId())));
        return taken.entrySet().stream()
                .map(code -> Finding.departmentTaken(code.getKey(), code.getValue()))
                .toList();
    }

    /** All codes that are a territory's, also of departments that it no longer has. */
    List<String> of(String jurisdictionId) {
        return jdbc.sql("select department from department_owner where jurisdiction_id = ? order by department")
                .param(jurisdictionId)
                .query(String.class)
                .list();
    }

    private Stream<String> inForce(String jurisdictionId) {
        return territories.current().stream()
                .filter(territory -> territory.jurisdictionId().equals(jurisdictionId))
                .flatMap(territory -> territory.departments().stream())
                .map(Department::code);
    }

    private Optional<Territory> inForceElsewhere(String department, String jurisdictionId) {
        return territories.current().stream()
                .filter(other -> !other.jurisdictionId().equals(jurisdictionId))
                .filter(other -> other.department(department).isPresent())
                .findFirst();
    }
}
