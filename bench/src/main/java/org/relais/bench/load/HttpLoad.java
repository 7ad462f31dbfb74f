package org.relais.bench.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Posts bodies to one address, as fast as the answers come (closed loop) or at a set rate (open loop). */
public final class HttpLoad {

    /** Called for each answer of 2xx with its body and the time it was asked, in {@link System#nanoTime}. */
    @FunctionalInterface
    public interface OnAcknowledged {
        void acknowledged(String body, long askedAtNanos);
    }

    /** One request: its body, and header lines beside those of the load, each with its end. */
    public static final class Call {

        private final byte[] body;
        private final String headers;

        public Call(byte[] body, String headers) {
            this.body = body;
            this.headers = headers;
        }

        public static Call of(String body, String headers) {
            return new Call(body.getBytes(StandardCharsets.UTF_8), headers);
        }
    }

    /** Whether an answer takes what was sent: its status, and its body or where it leads to. */
    @FunctionalInterface
    public interface Taken {
        Taken WELL = (status, answer) -> status / 100 == 2;

        boolean isBy(int status, CharSequence answer);
    }

    private final URI target;
    private final Map<String, String> headers;
    private final LongFunction<Call> calls;
    private final Taken taken;
    private final OnAcknowledged onAcknowledged;

    /**
     * @param headers of every request; JSON is sent where they say nothing else
     * @param calls the n-th request
     */
    public HttpLoad(URI target, Map<String, String> headers, LongFunction<Call> calls, Taken taken) {
        this(target, headers, calls, taken, (answer, asked) -> {});
    }

    private HttpLoad(
            URI target,
            Map<String, String> headers,
            LongFunction<Call> calls,
            Taken taken,
            OnAcknowledged onAcknowledged) {
        this.target = target;
        this.headers = headers;
        this.calls = calls;
        this.taken = taken;
        this.onAcknowledged = onAcknowledged;
    }

    /**
     * @param body the n-th body
     * @param idempotencyKey the n-th key, or an empty text for none
     */
    public HttpLoad(
            URI target,
            Map<String, String> headers,
            LongFunction<String> body,
            LongFunction<String> idempotencyKey,
            OnAcknowledged onAcknowledged) {
        this(
                target,
                headers,
                n -> {
                    var key = idempotencyKey.apply(n);
                    return Call.of(body.apply(n), key.isEmpty() ? "" : "Idempotency-Key: " + key + "\r\n");
                },
                Taken.WELL,
                onAcknowledged);
    }

    public HttpLoad(URI target, LongFunction<String> body) {
        this(target, Map.of(), body, n -> "", (answer, asked) -> {});
    }

    /** As many requests as the given connections carry in the given time, each waiting for its answer. */
    public LoadResult closedLoop(int connections, Duration time) {
        var end = System.nanoTime() + time.toNanos();
        return run(connections, n -> System.nanoTime() < end ? System.nanoTime() : -1);
    }

    /**
     * Requests at a set rate whatever the answers; latency counts from when a request was due, so that a stall is not hidden
     * by the requests it kept from being sent.
     */
    public LoadResult openLoop(int connections, double perSecond, Duration time) {
        var start = System.nanoTime();
        var count = (long) (perSecond * time.toNanos() / 1e9);
        return run(connections, n -> {
            if (n >= count) {
                return -1;
            }
            var due = start + (long) (n * 1e9 / perSecond);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            return due;
        });
    }

    /** When the n-th request is due, in nanoTime; negative: no more. */
    @FunctionalInterface
    private interface Schedule {
        long dueAt(long n);
    }

    private LoadResult run(int connections, Schedule schedule) {
        var next = new AtomicLong();
        Histogram latencies = new ConcurrentHistogram(Duration.ofMinutes(1).toNanos(), 3);
        latencies.setAutoResize(true);
        var failures = new ConcurrentLinkedQueue<String>();
        var started = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            threads.add(Thread.ofVirtual().start(() -> connection(schedule, next, latencies, failures)));
        }
        for (Thread thread : threads) {
            join(thread);
        }
        return new LoadResult(latencies, List.copyOf(failures), Duration.ofNanos(System.nanoTime() - started));
    }

    private void connection(
            Schedule schedule, AtomicLong next, Histogram latencies, ConcurrentLinkedQueue<String> failures) {
        var answer = new StringBuilder();
        try (var connection = new HttpConnection(target, headers)) {
            for (long n = next.getAndIncrement(), due = schedule.dueAt(n);
                    due >= 0;
                    n = next.getAndIncrement(), due = schedule.dueAt(n)) {
                var call = calls.apply(n);
                var status = connection.post(call.body, call.headers, answer);
                latencies.recordValue(Math.max(0, System.nanoTime() - due));
                if (taken.isBy(status, answer)) {
                    onAcknowledged.acknowledged(answer.toString(), due);
                } else {
                    failures.add(status + " " + answer);
                }
            }
        } catch (IOException e) {
            failures.add(e.toString());
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while load was running", e);
        }
    }
}
