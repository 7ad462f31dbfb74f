package org.relais.bench.suggestion;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.relais.bench.Options;
import org.relais.bench.Report;
import org.relais.bench.Scenario;
import org.relais.bench.city.City;
import org.relais.routing.rules.Suggestion;
import org.relais.routing.suggestion.Example;
import org.relais.routing.suggestion.Learned;
import org.relais.routing.suggestion.lucene.LuceneTexts;
import org.relais.routing.territory.SuggestionPolicy;

/** Departments from words alone: learned on four fifths of a city's requests, tried on the fifth that it never saw. */
public final class SuggestionScenario implements Scenario {

    private static final double WITHIN = 1;
    private static final int ROUNDS = 5;

    @Override
    public boolean run(Options options, Report report) throws IOException {
        var data = City.folder(options);
        report.title("Departments from words alone, learned on four fifths, tried on one");
        for (City city : City.of(options)) {
            if (!city.isThere(data)) {
                report.line("!!! SKIPPED %s: no %s in %s", city.name(), city.file(), data);
                report.line("!!! Name the folder that holds it: bench/run suggestion FOLDER");
            } else if (city.words().isEmpty()) {
                report.line("!!! SKIPPED %s: no column is named by --words", city.name());
            } else {
                measure(city, city.read(data).rows(), report);
            }
        }
        return true;
    }

    private static void measure(City city, List<City.Row> rows, Report report) {
        var examples = rows.stream()
                .filter(row -> !row.isHeldOut())
                .map(row -> Example.ofCase(row.words(), row.department(), ""))
                .toList();
        var heldOut = rows.stream().filter(City.Row::isHeldOut).toList();
        var departments = rows.stream().map(City.Row::department).collect(Collectors.toSet());
        var begin = System.nanoTime();
        var learned = Learned.from(examples, List.of(city.language()), new LuceneTexts());
        report.line(
                "%s, %s from %s: learned from %,d cases in %.1f s, edition %s",
                city.name(),
                city.department(),
                city.words(),
                learned.cases(),
                (System.nanoTime() - begin) / 1e9,
                learned.edition());
        var times = new Histogram(3);
        for (int round = 0; round < ROUNDS; round++) {
            times.reset();
            heldOut.forEach(row -> timed(learned, row, departments, times));
        }
        report.line(
                "a suggestion takes %.0f µs (p50), %.0f µs (p99)",
                times.getValueAtPercentile(50) / 1e3, times.getValueAtPercentile(99) / 1e3);
        var standard = SuggestionPolicy.USUAL.routeAt();
        for (double threshold : new double[] {0, 0.8, standard, 0.95}) {
            var tally = Tally.of(heldOut, learned, departments, threshold);
            report.line(
                    "%s: %.1f %% right, %.1f %% wrong, %.1f %% to triage; of those routed %.1f %% right",
                    threshold == 0
                            ? "always the likeliest"
                            : "from confidence %.2f on%s"
                                    .formatted(threshold, threshold == standard ? " (the default)" : ""),
                    tally.percent(tally.right()),
                    tally.percent(tally.wrong()),
                    tally.percent(tally.triage()),
                    100.0 * tally.right() / Math.max(1, tally.right() + tally.wrong()));
            var goal = city.byWords();
            if (threshold == 0 && goal != null) {
                report.goal(
                        String.format(Locale.ROOT, "within a point of %.1f %%, without a threshold", goal),
                        tally.percent(tally.right()),
                        "%",
                        tally.percent(tally.right()) >= goal - WITHIN);
            }
        }
        report.line(
                "among the three likeliest: %.1f %%",
                100.0
                        * heldOut.stream()
                                .filter(row -> learned.suggest(row.words(), departments).stream()
                                        .flatMap(suggestion -> suggestion.candidates().stream())
                                        .anyMatch(candidate ->
                                                candidate.departmentCode().equals(row.department())))
                                .count()
                        / heldOut.size());
    }

    private static void timed(Learned learned, City.Row row, Set<String> departments, Histogram times) {
        var begin = System.nanoTime();
        var suggestion = learned.suggest(row.words(), departments);
        times.recordValue(System.nanoTime() - begin + (suggestion.isEmpty() ? 1 : 0));
    }

    /** @param triage without a suggestion, or with one that isn't clear enough */
    private record Tally(int right, int wrong, int triage) {

        static Tally of(List<City.Row> rows, Learned learned, Set<String> departments, double threshold) {
            int right = 0;
            int wrong = 0;
            int triage = 0;
            for (City.Row row : rows) {
                Optional<Suggestion.Candidate> first = learned.suggest(row.words(), departments)
                        .map(Suggestion::first)
                        .filter(candidate -> candidate.confidence() >= threshold);
                if (first.isEmpty()) {
                    triage++;
                } else if (first.get().departmentCode().equals(row.department())) {
                    right++;
                } else {
                    wrong++;
                }
            }
            return new Tally(right, wrong, triage);
        }

        double percent(int part) {
            return 100.0 * part / (right + wrong + triage);
        }
    }
}
