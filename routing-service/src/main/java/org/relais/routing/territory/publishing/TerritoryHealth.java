package org.relais.routing.territory.publishing;

import java.util.List;
import java.util.Map;
import org.relais.routing.territory.Territory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Shows what is in force and which folders were refused; down only where nothing is in force. */
@Component("territories")
class TerritoryHealth implements HealthIndicator {

    private final TerritoriesInForce territories;
    private final FolderPublisher folders;

    TerritoryHealth(TerritoriesInForce territories, FolderPublisher folders) {
        this.territories = territories;
        this.folders = folders;
    }

    @Override
    public Health health() {
        List<Territory> inForce = territories.current();
        Health.Builder health = inForce.isEmpty() ? Health.down() : Health.up();
        inForce.forEach(territory -> health.withDetail(territory.jurisdictionId(), territory.version()));
        territories
                .unreadable()
                .forEach(version -> health.withDetail(version.jurisdictionId() + "/unreadable", version.version()));
        Map<String, List<String>> refused = folders.refused();
        if (!refused.isEmpty()) {
            health.withDetail("refusedFolders", refused);
        }
        return health.build();
    }
}
