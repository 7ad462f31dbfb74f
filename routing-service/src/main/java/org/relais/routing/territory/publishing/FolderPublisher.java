package org.relais.routing.territory.publishing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.relais.platform.telemetry.LogKeys;
import org.relais.routing.territory.folder.Finding;
import org.relais.routing.territory.folder.TerritoryFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Publishes the folders named in the settings, and remembers which were refused. */
@Component
class FolderPublisher {

    private static final Logger log = LoggerFactory.getLogger(FolderPublisher.class);

    private final TerritorySettings settings;
    private final PublishTerritory publishing;
    private final TerritoriesInForce territories;
    private volatile Map<String, List<String>> refused = Map.of();

    FolderPublisher(TerritorySettings settings, PublishTerritory publishing, TerritoriesInForce territories) {
        this.settings = settings;
        this.publishing = publishing;
        this.territories = territories;
    }

    /** Findings by folder. */
    Map<String, List<String>> refused() {
        return refused;
    }

    /** Publishes every folder; one that has errors keeps none of the others back. */
    void publishAll() {
        Map<String, List<String>> refusedNow = new LinkedHashMap<>();
        for (String folder : settings.folders()) {
            List<String> findings = publish(Path.of(folder));
            if (!findings.isEmpty()) {
                refusedNow.put(folder, findings);
            }
            territories.refresh();
        }
        refused = refusedNow;
    }

    private List<String> publish(Path folder) {
        if (!Files.isDirectory(folder)) {
            return refuse(folder, List.of("no such folder"));
        }
        TerritoryFiles files;
        try {
            files = TerritoryFiles.in(folder);
        } catch (IOException unreadable) {
            return refuse(folder, List.of("unreadable: " + unreadable.getMessage()));
        }
        return switch (publishing.publish(files)) {
            case Publication.Published published -> {
                log.atInfo()
                        .setMessage("A territory was published")
                        .addKeyValue("jurisdictionId", published.jurisdictionId())
                        .addKeyValue("version", published.version())
                        .log();
                yield List.of();
            }
            case Publication.Unchanged unchanged -> List.of();
            case Publication.Stale _, Publication.NoSuchVersion _ -> List.of();
            case Publication.Refused invalid -> refuse(folder, described(invalid.findings()));
        };
    }

    private static List<String> refuse(Path folder, List<String> findings) {
        log.atError()
                .setMessage("A territory folder was refused; what is in force stays in force")
                .addKeyValue("folder", folder)
                .addKeyValue(LogKeys.OUTCOME, "refused")
                .addKeyValue("findings", findings)
                .log();
        return findings;
    }

    private static List<String> described(List<Finding> findings) {
        List<String> errors = new ArrayList<>();
        findings.stream().filter(Finding::isError).forEach(finding -> errors.add(finding.describe(Locale.ENGLISH)));
        return errors;
    }
}
