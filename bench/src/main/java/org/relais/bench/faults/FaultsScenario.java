package org.relais.bench.faults;

import java.io.IOException;
import java.time.Duration;
import org.relais.bench.Options;
import org.relais.bench.Report;
import org.relais.bench.Scenario;
import org.relais.bench.platform.BenchPlatform;
import org.relais.e2e.schedule.FaultSchedule;
import org.relais.e2e.schedule.FilingUnderFaults;

/** Files while every service and the broker are killed on seeded schedules, each seed on a fresh platform. */
public final class FaultsScenario implements Scenario {

    private static final int SHOWN = 20;

    @Override
    public boolean run(Options options, Report report) throws IOException {
        var requests = options.number("requests", 10_000);
        var perSecond = options.number("rate", 250);
        var instances = options.number("instances", 1);
        var held = true;
        for (String seed : options.text("seeds", "1").split(",")) {
            held &= run(Long.parseLong(seed), requests, perSecond, instances, report);
        }
        return held;
    }

    private static boolean run(long seed, int requests, int perSecond, int instances, Report report)
            throws IOException {
        report.title("Filing under faults, seed %d, %,d requests at %d/s, %d instance(s) of each service"
                .formatted(seed, requests, perSecond, instances));
        var schedule = FaultSchedule.seeded(seed, instances);
        schedule.faults()
                .forEach(fault -> report.line(
                        "kill -9 %s %d, down %d ms",
                        fault.part(), fault.instance(), fault.down().toMillis()));
        try (var platform = BenchPlatform.start("faults", instances, settings -> settings)) {
            var start = System.nanoTime();
            var outcome = new FilingUnderFaults(platform.processes(), schedule, requests, perSecond).run();
            outcome.witnesses().forEach(witness -> report.line("%s", witness));
            outcome.breaches().stream().limit(SHOWN).forEach(breach -> report.line("BREACH %s", breach));
            report.line(
                    "%s: %d breaches, settled after %d s",
                    outcome.breaches().isEmpty() ? "held" : "BROKEN",
                    outcome.breaches().size(),
                    Duration.ofNanos(System.nanoTime() - start).toSeconds());
            return outcome.breaches().isEmpty();
        }
    }
}
