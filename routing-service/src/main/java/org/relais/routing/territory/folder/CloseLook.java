package org.relais.routing.territory.folder;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.union.CascadedPolygonUnion;
import org.relais.routing.area.Area;
import org.relais.routing.calendar.WorkingCalendar;
import org.relais.routing.rules.Rule;
import org.relais.routing.rules.RuleReview;
import org.relais.routing.territory.Service;

/** Warnings that are worth an author's time but would only disturb when a folder is applied: gaps, overlaps, holes. */
final class CloseLook {

    private static final int GAPS_TOLD_OF_A_SERVICE = 3;
    private static final int VALUES_TOLD = 4;
    private static final int MOST_AREAS = 5_000;
    private static final double METRES_PER_DEGREE = 111_320;

    /** A slit along a border that two people drew is no hole. */
    private static final double SMALLEST_HOLE = 1_000;

    private final List<RulesFile.Listed> rules;
    private final CsvTable table;
    private final Findings findings;

    private CloseLook(List<RulesFile.Listed> rules, CsvTable table, Findings findings) {
        this.rules = rules;
        this.table = table;
        this.findings = findings;
    }

    static void at(
            TerritoryFiles files,
            List<RulesFile.Listed> rules,
            List<ServicesFile.Listed> services,
            ListedAreas areas,
            WorkingCalendar calendar,
            Instant now,
            Findings findings) {
        CsvTable table = CsvTable.parse(files.text(TerritoryFiles.RULES).orElse(""));
        CloseLook look = new CloseLook(rules, table, findings);
        look.rules(services, areas, calendar, now);
        if (areas.areas().size() <= MOST_AREAS) {
            findings.addAll(areas.holes(CloseLook::holes));
        } else {
            findings.warning(TerritoryFiles.AREAS, 0, "area.unchecked_holes", Integer.toString(MOST_AREAS));
        }
    }

    private void rules(List<ServicesFile.Listed> services, ListedAreas areas, WorkingCalendar calendar, Instant now) {
        List<Rule> all = rules.stream().map(RulesFile.Listed::rule).toList();
        RuleReview.Review review = RuleReview.of(
                all,
                new RuleReview.Names(
                        areas.ids(),
                        RulesFile.REQUESTERS_BY_CHANNEL,
                        choices(services),
                        calendar,
                        LocalDate.ofInstant(now, calendar.zone())));
        // What a single row covers has been reported with that row.
        review.unreachable()
                .forEach(row -> findings.warningAt(
                        TerritoryFiles.RULES,
                        rules.get(row).line(),
                        rules.get(row).idColumn(),
                        "rule.jointly_unreachable",
                        all.get(row).id()));
        review.over()
                .forEach(row -> findings.warningAt(
                        TerritoryFiles.RULES,
                        rules.get(row).line(),
                        column("time"),
                        "rule.over",
                        all.get(row).id()));
        review.overlaps().forEach(this::overlap);
        review.gaps().stream()
                .collect(Collectors.groupingBy(RuleReview.Gap::service, TreeMap::new, Collectors.toList()))
                .forEach(this::gaps);
        review.unchecked().forEach(this::unchecked);
    }

    /** What was not looked at is said: else a table without remarks would pass for one that was. */
    private void unchecked(RuleReview.Limit limit, Set<String> services) {
        findings.warning(
                TerritoryFiles.RULES,
                0,
                "rule.unchecked_" + limit.name().toLowerCase(Locale.ROOT),
                Integer.toString(limit.most()),
                told(services));
    }

    private static String told(Set<String> values) {
        return values.stream()
                        .limit(VALUES_TOLD)
                        .map(value -> value.isEmpty() ? "∅" : value)
                        .collect(Collectors.joining("|"))
                + (values.size() > VALUES_TOLD ? "|…" : "");
    }

    private void overlap(RuleReview.Overlap overlap) {
        RulesFile.Listed earlier = rules.get(overlap.earlier());
        RulesFile.Listed later = rules.get(overlap.later());
        findings.warningAt(
                TerritoryFiles.RULES,
                later.line(),
                column(overlap.column()),
                "rule.overlap",
                earlier.rule().id(),
                later.rule().id(),
                Integer.toString(earlier.line()),
                earlier.rule().departmentCode(),
                later.rule().departmentCode());
    }

    private void gaps(String service, List<RuleReview.Gap> gaps) {
        gaps.stream()
                .limit(GAPS_TOLD_OF_A_SERVICE)
                .forEach(gap -> findings.warningAt(
                        TerritoryFiles.RULES, 1, column("service"), "rule.gap", service, described(gap)));
        if (gaps.size() > GAPS_TOLD_OF_A_SERVICE) {
            findings.warningAt(
                    TerritoryFiles.RULES,
                    1,
                    column("service"),
                    "rule.gaps_more",
                    service,
                    Integer.toString(gaps.size() - GAPS_TOLD_OF_A_SERVICE));
        }
    }

    private static String described(RuleReview.Gap gap) {
        return gap.cells().isEmpty()
                ? "*"
                : gap.cells().entrySet().stream()
                        .map(cell -> cell.getKey() + " = " + told(cell.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static Map<String, Map<String, Set<String>>> choices(List<ServicesFile.Listed> services) {
        Map<String, Map<String, Set<String>>> choices = new HashMap<>();
        for (ServicesFile.Listed listed : services) {
            Map<String, Set<String>> ofService = new HashMap<>();
            for (Service.Question question : listed.service().questions()) {
                if (question.type() == Service.Question.Type.SINGLEVALUELIST) {
                    ofService.put(
                            question.code(),
                            question.options().stream()
                                    .map(Service.Option::code)
                                    .collect(Collectors.toSet()));
                }
            }
            choices.put(listed.service().code(), ofService);
        }
        return choices;
    }

    private int column(String name) {
        return table.rows().isEmpty() ? 0 : table.rows().getFirst().cells().indexOf(name) + 1;
    }

    private static List<Finding> holes(List<Area> areas) {
        Findings findings = new Findings();
        Geometry whole =
                CascadedPolygonUnion.union(areas.stream().map(Area::geometry).toList());
        for (int part = 0; whole != null && part < whole.getNumGeometries(); part++) {
            if (whole.getGeometryN(part) instanceof Polygon polygon) {
                for (int ring = 0; ring < polygon.getNumInteriorRing(); ring++) {
                    hole(polygon.getInteriorRingN(ring).getCoordinates(), findings);
                }
            }
        }
        return findings.all();
    }

    private static void hole(Coordinate[] ring, Findings findings) {
        Polygon hole = new GeometryFactory().createPolygon(ring);
        Point inside = hole.getInteriorPoint();
        double metres =
                hole.getArea() * METRES_PER_DEGREE * METRES_PER_DEGREE * Math.cos(Math.toRadians(inside.getY()));
        if (metres >= SMALLEST_HOLE) {
            findings.warning(
                    TerritoryFiles.AREAS,
                    0,
                    "area.hole",
                    Long.toString(Math.round(metres)),
                    String.format(Locale.ROOT, "%.5f, %.5f", inside.getX(), inside.getY()));
        }
    }
}
