package org.relais.bench.journey;

import java.time.Duration;
import org.relais.bench.Options;
import org.relais.bench.Report;
import org.relais.bench.Scenario;
import org.relais.bench.filing.PlainEndpoint;
import org.relais.bench.filing.PlainEndpointProcess;
import org.relais.bench.platform.BenchPlatform;
import org.relais.bench.platform.BenchTopics;
import org.relais.event.catalogue.Topics;

/**
 * From the acknowledgement to the department's topic at 200 requests a second, the whole platform at work. Beside it the plain
 * endpoint to its own topic: one hop, where the record is readable before the citizen has the answer.
 */
public final class JourneyScenario implements Scenario {

    @Override
    public boolean run(Options options, Report report) throws Exception {
        var time = Duration.ofSeconds(options.number("seconds", 30));
        var warmUp = Duration.ofSeconds(options.number("warm-up", 150));
        var perSecond = options.number("rate", 200);
        try (var platform = BenchPlatform.start("journey")) {
            BenchTopics.create(platform.local().bootstrapServers(), PlainEndpoint.TOPIC);
            var kafka = platform.local().bootstrapServers();
            var department = Topics.departmentRequests("voirie").name();
            try (var plain = PlainEndpointProcess.start(platform, BenchPlatform.folder("journey"));
                    var plainArrivals = new Arrivals(kafka, PlainEndpoint.TOPIC, "");
                    var arrivals = new Arrivals(kafka, department, "CaseAssigned")) {
                var baseline = new Journeys(plain.address(), plainArrivals);
                var ours = new Journeys(platform.processes().intake().resolve("/api/v1/service-requests"), arrivals);
                report.title("Acknowledged to readable at %d/s: the first %d s, cold"
                        .formatted(perSecond, warmUp.toSeconds()));
                baseline.measure("plain endpoint", perSecond, time.dividedBy(2), report);
                ours.measure("relais", perSecond, warmUp, report);
                report.title("Acknowledged to readable on %s at %d/s, %d s each in turn"
                        .formatted(department, perSecond, time.toSeconds()));
                baseline.measure("plain endpoint", perSecond, time, report);
                var result = ours.measure("relais", perSecond, time, report);
                report.goal("p50 at most 25 ms", result.p50(), "ms", result.p50() <= 25);
                report.goal("p99 at most 100 ms", result.p99(), "ms", result.p99() <= 100);
                return result.lost() == 0;
            }
        }
    }
}
