package org.relais.routing.territory.folder;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.routing.territory.Department;
import org.relais.routing.territory.Neighbours;
import org.relais.routing.territory.Service;
import org.relais.routing.territory.TerritoryContent;

/** Reads a territory folder whole: what is wrong is found in one go, in every file. */
public final class TerritoryReader {

    private TerritoryReader() {}

    public static TerritoryReading read(TerritoryFiles files) {
        return read(files, null);
    }

    /**
     * As {@link #read(TerritoryFiles)}, and warns of what its author may not have meant: gaps, overlaps, holes. It has no digest,
     * which takes seconds for a large territory: what is looked at like this isn't what is stored.
     *
     * @param now what lies before it is nothing to be warned of
     */
    public static TerritoryReading review(TerritoryFiles files, Instant now) {
        return read(files, now);
    }

    /** @param reviewedAt null where it isn't looked at closely */
    private static TerritoryReading read(TerritoryFiles files, @Nullable Instant reviewedAt) {
        Findings findings = new Findings();
        files.notUtf8().forEach((file, line) -> findings.error(file, line, "file.not_utf8"));
        files.tooLarge()
                .ifPresent(file -> findings.error(
                        file, 0, "file.too_large", Integer.toString(TerritoryFiles.LARGEST / 1_000_000)));
        if (findings.anyError()) {
            return new TerritoryReading.Invalid(findings.all());
        }
        Settings settings = Settings.read(files, findings);
        List<String> languages = settings.languages();
        List<Department> departments = DepartmentsFile.read(files, languages, findings);
        List<ServicesFile.Listed> services = ServicesFile.read(files, languages, findings);
        AreasFile.Frame frame = new AreasFile.Frame(languages, settings.centre(), settings.farAreas());
        ListedAreas areas = AreasFile.read(files, frame, findings);
        Neighbours neighbours = NeighboursFile.read(files, frame, areas.areas(), findings);
        Optional<CalendarFile.Listed> calendar = CalendarFile.read(files, settings.timeZone(), findings);
        List<RulesFile.Listed> rules =
                RulesFile.read(files, names(languages, departments, services, areas.ids()), findings);
        RuleReach.check(rules, services, findings);
        if (reviewedAt != null && !findings.anyError() && calendar.isPresent()) {
            CloseLook.at(files, rules, services, areas, calendar.get().calendar(), reviewedAt, findings);
        }
        Map<String, Map<String, String>> texts = TextsFiles.read(files, languages, findings);
        if (findings.anyError() || calendar.isEmpty() || settings.centre() == null) {
            return new TerritoryReading.Invalid(findings.all());
        }
        TerritoryContent content = new TerritoryContent(
                settings.jurisdictionId(),
                settings.name(),
                settings.centre(),
                languages,
                settings.phoneRegion(),
                settings.emergencyNumber(),
                settings.contactName(),
                settings.contact(),
                departments,
                services.stream().map(ServicesFile.Listed::service).toList(),
                areas.index(),
                neighbours,
                rules.stream().map(RulesFile.Listed::rule).toList(),
                calendar.get().calendar(),
                calendar.get().deadlines(),
                settings.suggestion(),
                texts,
                settings.lookAlikeMetres());
        String digest =
                reviewedAt != null ? "" : Digest.of(content, calendar.get().statement());
        return new TerritoryReading.Valid(content, digest, findings.all());
    }

    private static RulesFile.Names names(
            List<String> languages,
            List<Department> departments,
            List<ServicesFile.Listed> services,
            Set<String> areas) {
        Map<String, Service> byCode = new LinkedHashMap<>();
        services.forEach(listed -> byCode.putIfAbsent(listed.service().code(), listed.service()));
        Set<String> departmentCodes = departments.stream().map(Department::code).collect(Collectors.toSet());
        return new RulesFile.Names(languages, departmentCodes, byCode, areas);
    }
}
