package org.relais.intake.territory;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A published version of a territory, as far as intake needs it.
 *
 * @param phoneRegion region whose national phone numbers are understood, for example FR
 */
public record Territory(
        String jurisdictionId,
        long version,
        Labels name,
        double latitude,
        double longitude,
        Extent extent,
        List<String> languages,
        String timeZone,
        String phoneRegion,
        Labels contactName,
        Contact contact,
        Map<String, Department> departments,
        Map<String, ServiceDefinition> services) {

    public Optional<ServiceDefinition> service(String code) {
        return Optional.ofNullable(services.get(code));
    }

    public Optional<Department> department(String code) {
        return Optional.ofNullable(departments.get(code));
    }

    @Override
    public String toString() {
        return "Territory[" + jurisdictionId + ", version " + version + "]";
    }
}
