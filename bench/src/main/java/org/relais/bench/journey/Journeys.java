package org.relais.bench.journey;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.relais.bench.Report;
import org.relais.bench.filing.SampleRequests;
import org.relais.bench.load.HttpLoad;

/** Files at a set rate and tells, for each request, when it was asked, acknowledged and readable where it belongs. */
final class Journeys {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int CONNECTIONS = 32;

    private record Times(long asked, long acknowledged) {}

    private final URI target;
    private final Arrivals arrivals;
    private final Map<String, Times> filed = new ConcurrentHashMap<>();

    Journeys(URI target, Arrivals arrivals) {
        this.target = target;
        this.arrivals = arrivals;
    }

    /** @return p50 and p99 from acknowledged to readable, in milliseconds */
    Percentiles measure(String name, double perSecond, Duration time, Report report) {
        filed.clear();
        var result = new HttpLoad(
                        target,
                        Map.of(),
                        SampleRequests::oneInTenWithContact,
                        n -> "",
                        (answer, asked) -> filed.put(id(answer), new Times(asked, System.nanoTime())))
                .openLoop(CONNECTIONS, perSecond, time);
        var lost = awaitAll();
        var fromAcknowledged = new Histogram(3);
        var fromAsked = new Histogram(3);
        filed.forEach((id, times) -> arrivals.of(id).ifPresent(readable -> {
            fromAcknowledged.recordValue(Math.max(0, readable - times.acknowledged()));
            fromAsked.recordValue(Math.max(0, readable - times.asked()));
        }));
        report.line("%-14s filing                    %s", name, result);
        report.line("%-14s acknowledged to readable  %s", name, line(fromAcknowledged));
        report.line("%-14s asked to readable         %s", name, line(fromAsked));
        if (lost > 0) {
            report.line("%-14s %d requests can't be read after %s", name, lost, PATIENCE);
        }
        return new Percentiles(milliseconds(fromAcknowledged, 50), milliseconds(fromAcknowledged, 99), lost);
    }

    /** @param lost requests that never became readable */
    record Percentiles(double p50, double p99, long lost) {}

    private long awaitAll() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (missing() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return missing();
    }

    private long missing() {
        return filed.keySet().stream().filter(id -> arrivals.of(id).isEmpty()).count();
    }

    private static String line(Histogram histogram) {
        return "%,9d      p50 %7.2f ms   p99 %7.2f ms   max %8.2f ms"
                .formatted(
                        histogram.getTotalCount(),
                        milliseconds(histogram, 50),
                        milliseconds(histogram, 99),
                        histogram.getMaxValue() / 1e6);
    }

    private static double milliseconds(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e6;
    }

    /** Both endpoints answer an object with a text {@code id}. */
    static String id(String answer) {
        var from = answer.indexOf("\"id\":\"") + 6;
        return answer.substring(from, answer.indexOf('"', from));
    }
}
