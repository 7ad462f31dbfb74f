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

/** A decision by few rules and by many, each in a JVM of its own: its table beside a plain one in turn, and all of it as routing takes it. */
public final class RulesScenario implements Scenario {

    private static final double GOAL_P99_MICROS = 100;
    private static final double GOAL_FLAT = 1.2;
    private static final List<String> SIZES = List.of("100", "100000");
    private static final List<String> MEASURED = List.of(
            RuleDecisions.TABLE,
            RuleDecisions.LINEAR,
            RuleDecisions.WHOLE,
            RuleDecisions.CONTRADICTED,
            RuleDecisions.UNNAMED);

    @Override
    public boolean run(Options options, Report report) throws RunnerException {
        report.title("Decisions: 36,000 areas, 10,000 departments, 60 services");
        report.line("table: area and rules; linear: the same by a plain table; whole: also the border, and the words");
        report.line("beside the rule; contradicted: whole, words clearly for others; unnamed: whole, no service named");
        var only = options.text("only", "");
        var measured = new TreeMap<String, List<Sample>>();
        for (int round = 1; round <= options.number("rounds", 2); round++) {
            for (String what : MEASURED) {
                for (String size : only.isEmpty() || only.equals(what) ? SIZES : List.<String>of()) {
                    var sample = measure(what, size);
                    measured.computeIfAbsent(what + " " + size, key -> new ArrayList<>())
                            .add(sample);
                    report.line(
                            "round %d  %-12s %7s rules: mean %9.2f µs, p50 %9.2f, p99 %9.2f, p99.9 %9.2f",
                            round, what, size, sample.mean(), sample.p50(), sample.p99(), sample.p999());
                }
            }
        }
        if (only.isEmpty()) {
            report.line(
                    "100,000 rules, table to linear: p50 1 : %.0f",
                    best(measured, RuleDecisions.LINEAR, SIZES.getLast()).p50()
                            / best(measured, RuleDecisions.TABLE, SIZES.getLast())
                                    .p50());
        }
        MEASURED.stream()
                .filter(what -> !what.equals(RuleDecisions.LINEAR))
                .filter(what -> only.isEmpty() || only.equals(what))
                .forEach(what -> judge(what, measured, report));
        return true;
    }

    private record Sample(double mean, double p50, double p99, double p999) {}

    private static Sample measure(String what, String rules) throws RunnerException {
        var run = new OptionsBuilder()
                .include(RuleDecisions.class.getName() + ".decide")
                .param("what", what)
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

    private static void judge(String what, Map<String, List<Sample>> measured, Report report) {
        var few = best(measured, what, SIZES.getFirst());
        var many = best(measured, what, SIZES.getLast());
        report.goal(what + ": p99 ≤ 100 µs with 100,000 rules", many.p99(), "µs", many.p99() <= GOAL_P99_MICROS);
        report.goal(
                what + ": 100,000 rules ≤ 1.2 × 100 rules, mean",
                many.mean() / few.mean(),
                "times",
                many.mean() / few.mean() <= GOAL_FLAT);
    }

    /** Of each round the least disturbed counts: other work on the machine only ever adds. */
    private static Sample best(Map<String, List<Sample>> measured, String what, String size) {
        return measured.getOrDefault(what + " " + size, List.of()).stream()
                .min((left, right) -> Double.compare(left.mean(), right.mean()))
                .orElseThrow();
    }
}
