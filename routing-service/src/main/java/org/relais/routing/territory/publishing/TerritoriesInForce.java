package org.relais.routing.territory.publishing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.relais.platform.telemetry.LogKeys;
import org.relais.routing.territory.PublishedTerritories;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.folder.TerritoryReader;
import org.relais.routing.territory.folder.TerritoryReading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The territories in force, in memory, as one map that is replaced whole. */
@Component
class TerritoriesInForce implements PublishedTerritories {

    private static final Logger log = LoggerFactory.getLogger(TerritoriesInForce.class);

    private final TerritoryVersions versions;
    private volatile Map<String, Territory> territories = Map.of();

    TerritoriesInForce(TerritoryVersions versions) {
        this.versions = versions;
    }

    @Override
    public Optional<Territory> current(String jurisdictionId) {
        return Optional.ofNullable(territories.get(jurisdictionId));
    }

    @Override
    public List<Territory> current() {
        return List.copyOf(new TreeMap<>(territories).values());
    }

    @Override
    public Optional<Territory> version(String jurisdictionId, long version) {
        return current(jurisdictionId)
                .filter(territory -> territory.version() == version)
                .or(() -> versions.find(jurisdictionId, version).flatMap(TerritoriesInForce::read));
    }

    /** Switches to what the database says is in force. */
    synchronized void refresh() {
        Map<String, Territory> now = new HashMap<>();
        for (TerritoryVersions.InForce inForce : versions.inForce()) {
            Optional<Territory> before = current(inForce.jurisdictionId());
            before.filter(territory -> territory.version() == inForce.version())
                    .or(() -> load(inForce))
                    .or(() -> before)
                    .ifPresent(territory -> now.put(inForce.jurisdictionId(), territory));
        }
        territories = Map.copyOf(now);
    }

    private Optional<Territory> load(TerritoryVersions.InForce inForce) {
        Optional<Territory> loaded =
                versions.find(inForce.jurisdictionId(), inForce.version()).flatMap(TerritoriesInForce::read);
        loaded.ifPresent(territory -> log.atInfo()
                .setMessage("A territory's version is in force")
                .addKeyValue("jurisdictionId", territory.jurisdictionId())
                .addKeyValue("version", territory.version())
                .log());
        return loaded;
    }

    /** Empty where this release no longer reads what an earlier one accepted. */
    private static Optional<Territory> read(TerritoryVersions.Stored stored) {
        return switch (TerritoryReader.read(stored.files())) {
            case TerritoryReading.Valid valid ->
                Optional.of(new Territory(stored.version(), stored.digest(), valid.content()));
            case TerritoryReading.Invalid invalid -> {
                log.atError()
                        .setMessage("A stored territory can no longer be read")
                        .addKeyValue("jurisdictionId", stored.jurisdictionId())
                        .addKeyValue("version", stored.version())
                        .addKeyValue(LogKeys.REASON, "territory_invalid")
                        .log();
                yield Optional.empty();
            }
        };
    }
}
