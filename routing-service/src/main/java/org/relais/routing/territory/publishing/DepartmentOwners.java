package org.relais.routing.territory.publishing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.relais.routing.territory.Department;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryContent;
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
     * Takes the codes for a territory, with the caller's transaction; who claims the same at the same time waits for it.
     *
     * @return those that are another's; then the transaction is to be rolled back
     */
    List<Finding> claim(TerritoryContent content) {
        String[] codes =
                content.departments().stream().map(Department::code).sorted().toArray(String[]::new);
        jdbc.sql("insert into department_owner (department, jurisdiction_id)"
                        + " select code, ? from unnest(?::text[]) code order by code on conflict do nothing")
                .params(content.jurisdictionId(), codes)
                .update();
        Map<String, String> taken = new TreeMap<>();
        jdbc.sql("select department, jurisdiction_id from department_owner"
                        + " where department = any (?::text[]) and jurisdiction_id <> ?")
                .params(codes, content.jurisdictionId())
                .query(row -> {
                    taken.put(row.getString(1), row.getString(2));
                });
        // In force since before owners were noted, and without a case so far.
        content.departments()
                .forEach(department -> inForce(department, content)
                        .ifPresent(owner -> taken.putIfAbsent(department.code(), owner.jurisdictionId())));
        return taken.entrySet().stream()
                .map(code -> Finding.departmentTaken(code.getKey(), code.getValue()))
                .toList();
    }

    private Optional<Territory> inForce(Department department, TerritoryContent content) {
        return territories.current().stream()
                .filter(other -> !other.jurisdictionId().equals(content.jurisdictionId()))
                .filter(other -> other.department(department.code()).isPresent())
                .findFirst();
    }
}
