package org.relais.routing.territory.publishing;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.relais.routing.territory.Remark;
import org.relais.routing.territory.RuleRow;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryEditions;
import org.relais.routing.territory.folder.CsvTable;
import org.relais.routing.territory.folder.Finding;
import org.relais.routing.territory.folder.SettingsEdit;
import org.relais.routing.territory.folder.TerritoryFiles;
import org.relais.routing.territory.folder.TerritoryReader;
import org.relais.routing.territory.folder.TerritoryReading;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Editions as they are stored and published. */
@Component
class StoredEditions implements TerritoryEditions {

    private final TerritoryVersions versions;
    private final PublishTerritory publishing;
    private final Clock clock;

    StoredEditions(TerritoryVersions versions, PublishTerritory publishing, Clock clock) {
        this.versions = versions;
        this.publishing = publishing;
        this.clock = clock;
    }

    @Override
    public Optional<Edition> inForce(String jurisdictionId) {
        return versions.inForce().stream()
                .filter(inForce -> inForce.jurisdictionId().equals(jurisdictionId))
                .findFirst()
                .flatMap(inForce -> edition(jurisdictionId, inForce.version()));
    }

    @Override
    public Optional<Edition> edition(String jurisdictionId, long version) {
        return versions.find(jurisdictionId, version)
                .map(stored -> new Edition(stored.version(), stored.files().all()));
    }

    @Override
    public Reading read(Map<String, String> files, long version, Locale language) {
        TerritoryFiles texts = TerritoryFiles.of(files);
        return switch (TerritoryReader.review(texts, clock.instant())) {
            case TerritoryReading.Valid valid ->
                new Reading(
                        Optional.of(new Territory(version, valid.digest(), valid.content())),
                        remarks(texts, valid.findings(), language));
            case TerritoryReading.Invalid invalid ->
                new Reading(Optional.empty(), remarks(texts, invalid.findings(), language));
        };
    }

    @Override
    public Result publish(String jurisdictionId, Map<String, String> files, long basedOn, String by, String note) {
        TerritoryFiles texts = TerritoryFiles.of(files);
        return result(texts, publishing.publishDraft(jurisdictionId, texts, basedOn, by, note));
    }

    @Override
    public Result publishThreshold(String jurisdictionId, BigDecimal routeAt, String by, String note) {
        return inForce(jurisdictionId)
                .map(edition -> {
                    Map<String, String> files = new HashMap<>(edition.files());
                    files.computeIfPresent(SETTINGS, (name, text) -> SettingsEdit.withRouteAt(text, routeAt));
                    return publish(jurisdictionId, files, edition.version(), by, note);
                })
                .orElseGet(Result.NoSuchVersion::new);
    }

    @Override
    public Result rollBack(String jurisdictionId, long version, String by) {
        return result(TerritoryFiles.of(Map.of()), publishing.rollBack(jurisdictionId, version, by));
    }

    @Override
    public Map<String, Long> leftBy(String jurisdictionId, long version) {
        return publishing.leftBy(jurisdictionId, version);
    }

    @Override
    public Map<String, Long> left(String jurisdictionId) {
        return publishing.left(jurisdictionId);
    }

    @Override
    public List<Act> history(String jurisdictionId, int limit) {
        return versions.history(jurisdictionId, limit);
    }

    @Override
    public List<Act> after(String jurisdictionId, long version) {
        return versions.after(jurisdictionId, version);
    }

    @Override
    public List<ChangedRow> compare(String before, String after) {
        return RuleTables.compare(before, after);
    }

    @Override
    public Rows rows(String rules, String service, int from, int limit) {
        return RuleTables.rows(rules, service, from, limit);
    }

    @Override
    public Optional<String> rules(String jurisdictionId, long version) {
        return versions.rules(jurisdictionId, version);
    }

    @Override
    public List<RuleRow> rows(String rules) {
        return RuleTables.rows(rules);
    }

    @Override
    public Optional<String> withRule(String rules, String before, Map<String, String> cells) {
        return RulesEdit.of(rules, cells).map(edit -> edit.before(before));
    }

    @Override
    public Optional<String> withRuleInPlaceOf(String rules, String replaced, Map<String, String> cells) {
        return RulesEdit.of(rules, cells).flatMap(edit -> edit.inPlaceOf(replaced));
    }

    private Result result(TerritoryFiles files, Publication publication) {
        return switch (publication) {
            case Publication.Published done -> new Result.Published(done.version());
            case Publication.Unchanged same -> new Result.Unchanged(same.version());
            case Publication.Stale stale -> new Result.Stale(stale.versionInForce());
            case Publication.NoSuchVersion _ -> new Result.NoSuchVersion();
            case Publication.Refused refused ->
                new Result.Refused(remarks(files, refused.findings(), LocaleContextHolder.getLocale()));
        };
    }

    private static List<Remark> remarks(TerritoryFiles files, List<Finding> findings, Locale language) {
        CsvTable rules = CsvTable.parse(files.all().getOrDefault(RULES, ""));
        List<String> header =
                rules.rows().isEmpty() ? List.of() : rules.rows().getFirst().cells();
        return findings.stream()
                .map(finding -> new Remark(
                        finding.isError(),
                        finding.file(),
                        finding.line(),
                        cell(finding, header),
                        finding.code(),
                        finding.message(language)))
                .toList();
    }

    private static String cell(Finding finding, List<String> header) {
        boolean named = finding.file().equals(RULES) && finding.column() > 0 && finding.column() <= header.size();
        return named ? header.get(finding.column() - 1) : "";
    }
}
