package org.relais.routing.territory.publishing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.relais.platform.telemetry.LogKeys;
import org.relais.routing.territory.PublishedTerritories;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.folder.TerritoryReader;
import org.relais.routing.territory.folder.TerritoryReading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The territories in force, in memory, as one map that is replaced whole. */
@Component
class TerritoriesInForce implements PublishedTerritories {

    private static final Logger log = LoggerFactory.getLogger(TerritoriesInForce.class);

    private final TerritoryVersions versions;
    private volatile Map<String, Territory> territories = Map.of();
    private volatile Set<TerritoryVersions.InForce> unreadable = Set.of();

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

    /** Versions that are in force but can't be read here; what was in force before goes on, where there is such. */
    Set<TerritoryVersions.InForce> unreadable() {
        return unreadable;
    }

    /** Switches to what the database says is in force. One territory that can't be read keeps none of the others back. */
    synchronized void refresh() {
        Map<String, Territory> now = new HashMap<>();
        List<TerritoryVersions.InForce> all = versions.inForce();
        unreadable = unreadable.stream().filter(all::contains).collect(Collectors.toUnmodifiableSet());
        for (TerritoryVersions.InForce inForce : all) {
            Optional<Territory> before = current(inForce.jurisdictionId());
            before.filter(territory -> territory.version() == inForce.version())
                    .or(() -> load(inForce))
                    .or(() -> before)
                    .ifPresent(territory -> now.put(inForce.jurisdictionId(), territory));
        }
        territories = Map.copyOf(now);
    }

    /** What couldn't be read once isn't tried again: the same text won't read otherwise. */
    private Optional<Territory> load(TerritoryVersions.InForce inForce) {
        if (unreadable.contains(inForce)) {
            return Optional.empty();
        }
        Optional<Territory> loaded = loadNow(inForce);
        loaded.ifPresent(territory -> log.atInfo()
                .setMessage("A territory's version is in force")
                .addKeyValue("jurisdictionId", territory.jurisdictionId())
                .addKeyValue("version", territory.version())
                .log());
        return loaded;
    }

    private Optional<Territory> loadNow(TerritoryVersions.InForce inForce) {
        Optional<Territory> loaded = Optional.empty();
        try {
            loaded = versions.find(inForce.jurisdictionId(), inForce.version()).flatMap(TerritoriesInForce::read);
        } catch (DataAccessException | TransactionException unavailable) {
            throw unavailable;
        } catch (RuntimeException broken) {
            log.atError()
                    .setMessage("A stored territory can't be read")
                    .addKeyValue("jurisdictionId", inForce.jurisdictionId())
                    .addKeyValue("version", inForce.version())
                    .addKeyValue(LogKeys.REASON, broken.getClass().getSimpleName())
                    .setCause(broken)
                    .log();
        }
        if (loaded.isEmpty()) {
            Set<TerritoryVersions.InForce> all = new HashSet<>(unreadable);
            all.add(inForce);
            unreadable = Set.copyOf(all);
        }
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
