package org.relais.bench.city;

import java.io.IOException;
import java.util.Locale;
import org.relais.bench.Options;
import org.relais.bench.Report;
import org.relais.bench.Scenario;
import org.relais.bench.platform.BenchPlatform;

/**
 * Departments by rule: a table learned on four fifths of a city's requests, tried on the fifth that it never saw, decided by as routing
 * decides. Counted, not timed.
 */
public final class DepartmentsScenario implements Scenario {

    private static final double WITHIN = 1;

    @Override
    public boolean run(Options options, Report report) throws IOException {
        var data = City.folder(options);
        report.title("Departments by rule, learned on four fifths, tried on one");
        for (City city : City.of(options)) {
            if (!city.isThere(data)) {
                report.line("!!! SKIPPED %s: no %s in %s", city.name(), city.file(), data);
                report.line("!!! Name the folder that holds it: bench/run departments FOLDER");
            } else if (city.service().isEmpty()) {
                report.line("!!! SKIPPED %s: no column is named by --service", city.name());
            } else {
                measure(city, city.read(data), report);
            }
        }
        return true;
    }

    private static void measure(City city, City.Requests requests, Report report) throws IOException {
        var rules = CityRules.of(city, requests.rows(), BenchPlatform.emptied(BenchPlatform.folder("departments")));
        report.line(
                "%s, %s from %s: learned from %,d rows%s",
                city.name(),
                city.department(),
                city.service(),
                rules.learnedFrom(),
                requests.nobodys() == 0 ? "" : "; %,d name no department".formatted(requests.nobodys()));
        var byService = rules.byService();
        report.line("rules by %s alone: %s", city.service(), byService.told());
        var goal = city.byService();
        if (goal != null) {
            report.goal(
                    String.format(Locale.ROOT, "within a point of %.1f %%", goal),
                    byService.percent(),
                    "%",
                    byService.percent() >= goal - WITHIN);
        }
        if (!city.words().isEmpty()) {
            report.line(
                    "with %s too, as exceptions: %s",
                    city.words(), rules.byServiceAndWords().told());
            report.line(
                    "rules by %s, and words where no rule decides, as the service does it: %s",
                    city.service(), rules.withSuggestions().told());
        }
    }
}
