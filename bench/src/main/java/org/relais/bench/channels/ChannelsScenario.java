package org.relais.bench.channels;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.relais.bench.Options;
import org.relais.bench.Report;
import org.relais.bench.Scenario;
import org.relais.bench.platform.BenchPlatform;
import org.relais.bench.platform.OutboxBacklog;
import org.relais.local.Part;
import org.relais.local.PlatformSettings.Tuning;
import org.relais.local.Port;

/**
 * Filing through each channel at a set rate, one after the other, with the whole platform behind it. What must hold is that everything
 * sent was acknowledged, and that what was acknowledged stands in the database, once, and is published.
 */
public final class ChannelsScenario implements Scenario {

    private static final String MAILBOX = "demandes@valmont.example";

    @Override
    public boolean run(Options options, Report report) throws Exception {
        var time = Duration.ofSeconds(options.number("seconds", 60));
        var warmUp = Duration.ofSeconds(options.number("warm-up", 15));
        double perSecond = options.number("rate", 100);
        var tuning = new Tuning(List.of(), HttpChannels.settings());
        try (var platform = BenchPlatform.start("channels", 1, settings -> settings.withTuning(Part.INTAKE, tuning));
                var filed = new FiledRequests(platform.database("intake"));
                var outbox = new OutboxBacklog(platform.database("intake"))) {
            var smtp = platform.local().ports().number(Port.SMTP);
            List<Channel> channels = new ArrayList<>(new HttpChannels(platform.processes()).all());
            channels.add(2, new WebForm(platform.processes().intake()));
            channels.add(3, new Mail(smtp, MAILBOX, platform.local().bootstrapServers(), filed));
            report.title(
                    "Filing through each channel at %.0f/s for %d s, the whole platform on the same cores; p99 from when due"
                            .formatted(perSecond, time.toSeconds()));
            var only = options.text("only", "");
            channels.removeIf(channel -> !channel.name().startsWith(only));
            var without = options.text("without", "");
            if (!without.isEmpty()) {
                channels.removeIf(channel -> channel.name().startsWith(without));
            }
            boolean held = true;
            for (Channel channel : channels) {
                channel.prepare((int) (perSecond * warmUp.plus(time).toSeconds()) + 1);
                channel.run(perSecond, warmUp);
                outbox.awaitEmpty();
                long before = filed.through(channel.written());
                var result = channel.run(perSecond, time);
                outbox.awaitEmpty();
                long stored = filed.through(channel.written()) - before;
                long calls = (long) (perSecond / channel.requestsACall() * time.toNanos() / 1e9);
                long sent = calls * channel.requestsACall();
                report.line("%-24s %s", channel.name(), result);
                report.line("%-24s sent %,d, filed %,d", "", sent, stored);
                held &= result.failures().isEmpty()
                        && stored == sent
                        && result.latencies().getTotalCount() == calls;
            }
            report.line("everything sent was acknowledged, and filed once: %s", held ? "yes" : "NO");
            return held;
        }
    }
}
