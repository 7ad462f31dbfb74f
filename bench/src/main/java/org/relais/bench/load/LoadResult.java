package org.relais.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What a load came to.
 *
 * @param latencies of every answer, in nanoseconds
 * @param failures status and body of answers other than 2xx, and broken connections
 * @param elapsed wall time from the first request to the last answer
 */
public record LoadResult(Histogram latencies, List<String> failures, Duration elapsed) {

    public double perSecond() {
        return (latencies.getTotalCount() - failures.size()) / (elapsed.toNanos() / 1e9);
    }

    public double milliseconds(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e6;
    }

    @Override
    public String toString() {
        var text = String.format(
                Locale.ROOT,
                "%,9.0f/s   p50 %7.2f ms   p99 %7.2f ms   max %8.2f ms",
                perSecond(),
                milliseconds(50),
                milliseconds(99),
                latencies.getMaxValue() / 1e6);
        return failures.isEmpty() ? text : text + "   FAILED " + failures.size() + ": " + failures.getFirst();
    }
}
