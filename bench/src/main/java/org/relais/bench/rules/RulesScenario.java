package org.relais.bench.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.relais.bench.Options;
import org.relais.bench.Report;
import org.relais.bench.Scenario;

/** A decision by few rules and by many, ours and a plain linear table in turn, each in a JVM of its own. */
public final class RulesScenario implements Scenario {

    private static final double GOAL_P99_MICROS = 100;
    private static final double GOAL_FLAT = 1.2;
    private static final List<String> SIZES = List.of("100", "100000");

    @Override
    public boolean run(Options options, Report report) throws RunnerException {
        report.title("Decisions: 36,000 areas, 10,000 departments, 60 services");
        var measured = new TreeMap<String, List<Sample>>();
        for (int round = 1; round <= options.number("rounds", 2); round++) {
            for (String table : List.of(RuleDecisions.OURS, RuleDecisions.LINEAR)) {
                for (String size : SIZES) {
                    var sample = measure(table, size);
                    measured.computeIfAbsent(table + " " + size, key -> new ArrayList<>())
                            .add(sample);
                    report.line(
                            "round %d  %-7s %7s rules: mean %9.2f µs, p50 %9.2f, p99 %9.2f, p99.9 %9.2f",
                            round, table, size, sample.mean(), sample.p50(), sample.p99(), sample.p999());
                }
            }
        }
        judge(measured, report);
        return true;
    }

    private record Sample(double mean, double p50, double p99, double p999) {}

    private static Sample measure(String table, String rules) throws RunnerException {
        var run = new OptionsBuilder()
                .include(RuleDecisions.class.getName() + ".decide")
                .param("table", table)
                .param("rules", rules)
                .forks(1)
                .jvmArgs("-Xmx1g", "-XX:+UseSerialGC")
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(2))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        RunResult result = new Runner(run).runSingle();
        var times = result.getPrimaryResult().getStatistics();
        return new Sample(
                times.getMean() / 1_000,
                times.getPercentile(50) / 1_000,
                times.getPercentile(99) / 1_000,
                times.getPercentile(99.9) / 1_000);
    }

    private static void judge(Map<String, List<Sample>> measured, Report report) {
        var few = best(measured, RuleDecisions.OURS, SIZES.getFirst());
        var many = best(measured, RuleDecisions.OURS, SIZES.getLast());
        var linear = best(measured, RuleDecisions.LINEAR, SIZES.getLast());
        report.line(
                "100,000 rules, relais to linear: p50 1 : %.0f, p99 1 : %.0f",
                linear.p50() / many.p50(), linear.p99() / many.p99());
        report.goal("p99 ≤ 100 µs with 100,000 rules", many.p99(), "µs", many.p99() <= GOAL_P99_MICROS);
        report.goal(
                "100,000 rules ≤ 1.2 × 100 rules, mean",
                many.mean() / few.mean(),
                "times",
                many.mean() / few.mean() <= GOAL_FLAT);
    }

    /** Of each round the least disturbed counts: other work on the machine only ever adds. */
    private static Sample best(Map<String, List<Sample>> measured, String table, String size) {
        return measured.getOrDefault(table + " " + size, List.of()).stream()
                .min((left, right) -> Double.compare(left.mean(), right.mean()))
                .orElseThrow();
    }
}
