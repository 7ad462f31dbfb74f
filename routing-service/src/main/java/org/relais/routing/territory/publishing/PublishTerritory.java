package org.relais.routing.territory.publishing;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.relais.routing.territory.Department;
import org.relais.routing.territory.OpenCases;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.folder.Finding;
import org.relais.routing.territory.folder.TerritoryFiles;
import org.relais.routing.territory.folder.TerritoryReader;
import org.relais.routing.territory.folder.TerritoryReading;
import org.relais.routing.territory.publishing.TerritoryVersions.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts a territory in force: whole or not at all. Version, announcement and switch commit together. Going back publishes the
 * earlier content as a new version, so that versions only ever rise and no reader takes the older one for a late repeat.
 */
@Component
public class PublishTerritory {

    private static final Logger log = LoggerFactory.getLogger(PublishTerritory.class);

    private final TerritoryVersions versions;
    private final DepartmentOwners owners;
    private final OpenCases openCases;
    private final VersionAnnouncement announcement;
    private final TerritoriesInForce territories;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PublishTerritory(
            TerritoryVersions versions,
            DepartmentOwners owners,
            OpenCases openCases,
            VersionAnnouncement announcement,
            TerritoriesInForce territories,
            TransactionTemplate transaction,
            Clock clock) {
        this.versions = versions;
        this.owners = owners;
        this.openCases = openCases;
        this.announcement = announcement;
        this.territories = territories;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Publishes what a folder says, unless it was published before. What was changed at the desk since it was last read stays as
     * long as the folder leaves that alone; where both changed it, the folder is refused, so that nobody's change is lost unseen.
     */
    public Publication publish(TerritoryFiles files) {
        return switch (TerritoryReader.read(files)) {
            case TerritoryReading.Invalid invalid -> new Publication.Refused(invalid.findings());
            case TerritoryReading.Valid valid -> inTransaction(() -> publish(files, valid));
        };
    }

    /** Puts a draft in force, if the version it was made from still is. */
    Publication publishDraft(String jurisdictionId, TerritoryFiles files, long basedOn, String by, String note) {
        return switch (TerritoryReader.read(files)) {
            case TerritoryReading.Invalid invalid -> new Publication.Refused(invalid.findings());
            case TerritoryReading.Valid valid ->
                inTransaction(
                        () -> publishDraft(jurisdictionId, files, valid, basedOn, new Origin("draft", null, by, note)));
        };
    }

    /** Puts the content of an earlier version in force again. */
    public Publication rollBack(String jurisdictionId, long version, String by) {
        return inTransaction(() -> {
            long inForce = versions.lock(jurisdictionId);
            return versions.find(jurisdictionId, version)
                    .map(earlier -> rollBack(earlier, inForce, by))
                    .orElse(new Publication.NoSuchVersion(jurisdictionId, version));
        });
    }

    /**
     * What going back to a version would leave: by department that it lacks, and the version in force has, the open cases. Whoever goes
     * back is to know.
     */
    public Map<String, Long> leftBy(String jurisdictionId, long version) {
        return territories
                .version(jurisdictionId, version)
                .map(earlier -> leftBy(jurisdictionId, earlier.departmentCodes()))
                .orElse(Map.of());
    }

    /** What was left: by department that the territory no longer has the open cases. */
    Map<String, Long> left(String jurisdictionId) {
        return territories
                .current(jurisdictionId)
                .map(Territory::departmentCodes)
                .map(departments -> openCases.of(owners.of(jurisdictionId).stream()
                        .filter(department -> !departments.contains(department))
                        .toList()))
                .orElse(Map.of());
    }

    private Map<String, Long> leftBy(String jurisdictionId, Set<String> departments) {
        return territories
                .current(jurisdictionId)
                .map(inForce -> openCases.of(inForce.departmentCodes().stream()
                        .filter(department -> !departments.contains(department))
                        .toList()))
                .orElse(Map.of());
    }

    private Publication publish(TerritoryFiles files, TerritoryReading.Valid valid) {
        String jurisdictionId = valid.content().jurisdictionId();
        long inForce = versions.lock(jurisdictionId);
        Optional<TerritoryVersions.Folder> before = versions.folder(jurisdictionId);
        boolean known =
                before.filter(folder -> folder.digest().equals(valid.digest())).isPresent();
        Publication publication = known
                ? new Publication.Unchanged(jurisdictionId, inForce)
                : before.flatMap(folder -> versions.changedAtDesk(jurisdictionId, inForce)
                                .map(desk ->
                                        publishBesideDesk(FolderMerge.of(folder.files(), desk.files(), files), desk)))
                        .orElseGet(() -> put(files, valid, new Origin("folder", null, "", "")));
        if (!(publication instanceof Publication.Refused)) {
            versions.folderRead(jurisdictionId, new TerritoryVersions.Folder(valid.digest(), files), clock.instant());
        }
        return publication;
    }

    private Publication publishBesideDesk(FolderMerge merge, TerritoryVersions.Stored desk) {
        if (!merge.changedInBoth().isEmpty()) {
            return new Publication.Refused(merge.changedInBoth().stream()
                    .map(file -> Finding.changedAtDesk(file, desk.version()))
                    .toList());
        }
        return switch (TerritoryReader.read(merge.files())) {
            case TerritoryReading.Invalid invalid -> {
                List<Finding> findings = new ArrayList<>(List.of(Finding.deskDoesNotFit(desk.version())));
                findings.addAll(invalid.findings());
                yield new Publication.Refused(findings);
            }
            case TerritoryReading.Valid valid
            when valid.digest().equals(desk.digest()) ->
                new Publication.Unchanged(desk.jurisdictionId(), desk.version());
            case TerritoryReading.Valid valid -> {
                log.atInfo()
                        .setMessage("The folder changed beside the desk; what the desk changed stays in force")
                        .addKeyValue("jurisdictionId", desk.jurisdictionId())
                        .addKeyValue("version", desk.version())
                        .log();
                yield put(
                        merge.files(), valid, new Origin("folder", merge.keepsDesk() ? desk.version() : null, "", ""));
            }
        };
    }

    private Publication publishDraft(
            String jurisdictionId, TerritoryFiles files, TerritoryReading.Valid valid, long basedOn, Origin origin) {
        if (!valid.content().jurisdictionId().equals(jurisdictionId)) {
            throw new IllegalArgumentException("a draft can't change which territory it is for");
        }
        long inForce = versions.lock(jurisdictionId);
        if (inForce != basedOn) {
            return new Publication.Stale(jurisdictionId, inForce);
        }
        boolean same = versions.find(jurisdictionId, inForce)
                .filter(stored -> stored.digest().equals(valid.digest()))
                .isPresent();
        return same ? new Publication.Unchanged(jurisdictionId, inForce) : put(files, valid, origin);
    }

    private Publication rollBack(TerritoryVersions.Stored earlier, long inForce, String by) {
        if (earlier.version() == inForce) {
            return new Publication.Unchanged(earlier.jurisdictionId(), inForce);
        }
        return switch (TerritoryReader.read(earlier.files())) {
            case TerritoryReading.Invalid invalid -> new Publication.Refused(invalid.findings());
            case TerritoryReading.Valid valid ->
                put(earlier.files(), valid, new Origin("rollback", earlier.version(), by, ""));
        };
    }

    private Publication put(TerritoryFiles files, TerritoryReading.Valid valid, Origin origin) {
        String jurisdictionId = valid.content().jurisdictionId();
        Set<String> departments =
                valid.content().departments().stream().map(Department::code).collect(Collectors.toUnmodifiableSet());
        List<Finding> taken = owners.claim(jurisdictionId, departments);
        if (!taken.isEmpty()) {
            return new Publication.Refused(taken);
        }
        leftBy(jurisdictionId, departments)
                .forEach((department, open) -> log.atWarn()
                        .setMessage("A department that is no longer in the territory still has open cases")
                        .addKeyValue("jurisdictionId", jurisdictionId)
                        .addKeyValue("department", department)
                        .addKeyValue("openCases", open)
                        .log());
        long version = 1 + Math.max(versions.last(jurisdictionId), announcement.lastAnnounced(jurisdictionId));
        versions.putInForce(
                new TerritoryVersions.Stored(jurisdictionId, version, valid.digest(), files), origin, clock.instant());
        announcement.announce(jurisdictionId, version, valid.digest());
        return new Publication.Published(jurisdictionId, version, valid.digest());
    }

    /** Whoever published sees it in force on the next page; the other instances look for themselves. */
    private void switchAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                territories.refresh();
            }
        });
    }

    private Publication inTransaction(Supplier<Publication> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Publication publication = work.get();
            switch (publication) {
                case Publication.Published _ -> switchAfterCommit();
                case Publication.Unchanged _ -> {}
                case Publication.Refused _, Publication.Stale _, Publication.NoSuchVersion _ ->
                    status.setRollbackOnly();
            }
            return publication;
        }));
    }
}
