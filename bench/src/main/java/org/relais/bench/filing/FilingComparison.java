package org.relais.bench.filing;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.relais.bench.Report;
import org.relais.bench.Rounds;
import org.relais.bench.load.HttpLoad;
import org.relais.bench.platform.OutboxBacklog;

/** Files through the plain endpoint and through intake, in blocks that take turns, and sends with the raw producer between them. */
final class FilingComparison {

    private static final int CONNECTIONS = SustainedRate.CONNECTIONS;

    private final Report report;
    private final RawProducer rawProducer;
    private final HttpLoad plain;
    private final HttpLoad intake;
    private final OutboxBacklog outbox;

    FilingComparison(Report report, RawProducer rawProducer, URI plain, URI intake, OutboxBacklog outbox) {
        this.report = report;
        this.rawProducer = rawProducer;
        this.plain = new HttpLoad(plain, SampleRequests::body);
        this.intake = new HttpLoad(intake, SampleRequests::body);
        this.outbox = outbox;
    }

    void closedLoop(int rounds, Duration block) {
        report.title("Filing at %d connections, blocks of %d s in turn, every request with contact details"
                .formatted(CONNECTIONS, block.toSeconds()));
        plain.closedLoop(CONNECTIONS, block);
        intake.closedLoop(CONNECTIONS, block);
        outbox.awaitEmpty();
        List<Double> plainRates = new ArrayList<>();
        List<Double> intakeRates = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            report.line("round %d  raw producer   %,9.0f/s", round, rawProducer.recordsPerSecond(block.dividedBy(2)));
            var plainResult = plain.closedLoop(CONNECTIONS, block);
            report.line("round %d  plain endpoint %s", round, plainResult);
            var intakeResult = SustainedRate.measure(intake, outbox, block);
            report.line("round %d  intake         %s", round, intakeResult);
            plainRates.add(plainResult.perSecond());
            intakeRates.add(intakeResult.perSecond());
        }
        var ratio = Rounds.median(intakeRates) / Rounds.median(plainRates);
        report.line(
                "medians: intake sustained %,.0f/s, plain endpoint %,.0f/s; ratio %.2f",
                Rounds.median(intakeRates), Rounds.median(plainRates), ratio);
        report.goal("ratio to the plain endpoint at least 1.0", ratio, "", ratio >= 1);
    }

    void openLoop(double perSecond, Duration time) {
        report.title("Filing at %.0f/s, open loop, %d s each".formatted(perSecond, time.toSeconds()));
        report.line("plain endpoint %s", plain.openLoop(CONNECTIONS, perSecond, time));
        var result = intake.openLoop(CONNECTIONS, perSecond, time);
        report.line("intake         %s", result);
        report.goal("p99 at most 25 ms", result.milliseconds(99), "ms", result.milliseconds(99) <= 25);
    }
}
