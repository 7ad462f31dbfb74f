package org.relais.bench.filing;

import java.time.Duration;
import java.util.Locale;
import org.relais.bench.load.HttpLoad;
import org.relais.bench.load.LoadResult;
import org.relais.bench.platform.OutboxBacklog;

/**
 * A rate of filing that counts only while the outbox does not grow: the clock stops when the last event of a block is published
 * and its row gone.
 *
 * @param waiting rows in the outbox when the last answer came
 */
record SustainedRate(LoadResult result, long waiting, Duration untilPublished) {

    static final int CONNECTIONS = 64;

    static SustainedRate measure(HttpLoad load, OutboxBacklog outbox, Duration block) {
        var start = System.nanoTime();
        var result = load.closedLoop(CONNECTIONS, block);
        var waiting = outbox.rows();
        outbox.awaitEmpty();
        return new SustainedRate(result, waiting, Duration.ofNanos(System.nanoTime() - start));
    }

    double perSecond() {
        return (result.latencies().getTotalCount() - result.failures().size()) / (untilPublished.toNanos() / 1e9);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s   outbox at the end %,d, so sustained %,.0f/s", result, waiting, perSecond());
    }
}
