package org.relais.bench.filing;

import java.net.URI;
import java.time.Duration;
import org.relais.bench.Options;
import org.relais.bench.Report;
import org.relais.bench.Scenario;
import org.relais.bench.load.HttpLoad;
import org.relais.bench.platform.BenchPlatform;
import org.relais.bench.platform.BenchTopics;
import org.relais.bench.platform.OutboxBacklog;
import org.relais.local.Part;

/**
 * How many requests a second can be filed. First with the whole platform at work on the same cores; then intake alone beside the
 * plain endpoint, which has nobody behind it either.
 */
public final class FilingScenario implements Scenario {

    private static final String RAW_TOPIC = "bench.raw.v1";
    private static final double GOAL_P99 = 25;
    private static final double GOAL_SUSTAINED = 1_000;

    @Override
    public boolean run(Options options, Report report) throws Exception {
        var block = Duration.ofSeconds(options.number("seconds", 10));
        var rounds = options.number("rounds", 3);
        try (var platform = BenchPlatform.start("filing");
                var outbox = new OutboxBacklog(platform.database("intake"))) {
            BenchTopics.create(platform.local().bootstrapServers(), RAW_TOPIC, PlainEndpoint.TOPIC);
            var intake = platform.processes().intake().resolve("/api/v1/service-requests");
            wholePlatform(report, intake, outbox, block, Duration.ofSeconds(options.number("warm-up", 10)));
            platform.local().stop(Part.ROUTING);
            platform.local().stop(Part.NOTIFICATION);
            try (var plain = PlainEndpointProcess.start(platform, BenchPlatform.folder("filing"));
                    var raw = new RawProducer(platform.local().bootstrapServers(), RAW_TOPIC)) {
                var comparison = new FilingComparison(report, raw, plain.address(), intake, outbox);
                comparison.closedLoop(rounds, block);
                comparison.openLoop(500, block.multipliedBy(2));
            }
        }
        return true;
    }

    private static void wholePlatform(
            Report report, URI intake, OutboxBacklog outbox, Duration block, Duration warmUp) {
        report.title("Filing with the whole platform behind it: routing, notification, mail on the same cores");
        var load = new HttpLoad(intake, SampleRequests::oneInTenWithContact);
        load.openLoop(16, 200, warmUp);
        outbox.awaitEmpty();
        var sustained = SustainedRate.measure(load, outbox, block);
        report.line("intake, 64 connections      %s", sustained);
        report.goal("at least 1,000/s sustained", sustained.perSecond(), "/s", sustained.perSecond() >= GOAL_SUSTAINED);
        var open = load.openLoop(64, 500, block.multipliedBy(2));
        report.line("intake, open loop at 500/s  %s", open);
        report.goal("p99 at most 25 ms at 500/s", open.milliseconds(99), "ms", open.milliseconds(99) <= GOAL_P99);
    }
}
