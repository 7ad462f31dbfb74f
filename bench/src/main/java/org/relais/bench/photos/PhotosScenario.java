package org.relais.bench.photos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.relais.bench.Options;
import org.relais.bench.Report;
import org.relais.bench.Scenario;
import org.relais.bench.load.HttpLoad;
import org.relais.bench.load.HttpLoad.Call;
import org.relais.bench.load.LoadResult;
import org.relais.bench.platform.BenchPlatform;
import org.relais.local.Part;
import org.relais.local.PlatformSettings.Tuning;

/**
 * A photo of 8 MB on each of 20 connections, again and again, to an intake whose heap may grow to 512 MB: it must neither run out of
 * memory nor lose a photo without saying so. Who comes while too many are being read is told to come again (503); here they come again
 * at once.
 */
public final class PhotosScenario implements Scenario {

    private static final int HEAP_MEGABYTES = 512;

    @Override
    public boolean run(Options options, Report report) throws Exception {
        var time = Duration.ofSeconds(options.number("seconds", 60));
        int connections = options.number("connections", 20);
        int megabytes = options.number("megabytes", 8);
        var log = BenchPlatform.emptied(BenchPlatform.folder("photos-gc")).resolve("intake-gc.log");
        var tuning = new Tuning(
                List.of("-Xmx" + HEAP_MEGABYTES + "m", "-Xlog:gc:file=" + log),
                Map.of("relais.attachments.uploads-per-minute", 1_000_000));
        var photo = LargePhoto.ofMegabytes(megabytes);
        try (var platform = BenchPlatform.start(
                "photos", 1, settings -> settings.withoutAotCaches().withTuning(Part.INTAKE, tuning))) {
            long process = platform.local().processIds(Part.INTAKE).getFirst();
            var busy = new AtomicLong();
            var load = new HttpLoad(
                    platform.processes().intake().resolve("/api/v1/attachments"),
                    Map.of("Content-Type", "image/jpeg"),
                    n -> new Call(photo, ""),
                    (status, answer) -> status == 201 || status == 503 && busy.incrementAndGet() > 0);
            report.title("A photo of %.1f MB on %d connections for %d s, intake with -Xmx%dm"
                    .formatted(photo.length / 1e6, connections, time.toSeconds(), HEAP_MEGABYTES));
            LoadResult result = load.closedLoop(connections, time);
            boolean alive = platform.local().processIds(Part.INTAKE).contains(process);
            var heap = HeapUse.read(log);
            long kept = result.latencies().getTotalCount() - result.failures().size() - busy.get();
            report.line("answers                  %s", result);
            report.line(
                    "kept %,d photos (%.1f/s), told to come again %,d times",
                    kept, kept / (result.elapsed().toNanos() / 1e9), busy.get());
            report.line(
                    "heap of intake           at most %d MB before, %d MB after a collection, grown to %d MB; %d"
                            + " collections",
                    heap.mostUsed(), heap.mostLive(), heap.mostCommitted(), heap.collections());
            report.goal(
                    "within %d MB of heap".formatted(HEAP_MEGABYTES),
                    heap.mostUsed(),
                    "MB",
                    heap.mostUsed() <= HEAP_MEGABYTES);
            boolean held = alive && result.failures().isEmpty() && kept >= connections && noneLost(platform, kept);
            report.line("the process lived, and every photo was kept or its sender told: %s", held ? "yes" : "NO");
            return held;
        }
    }

    /** What was answered as kept stands in the database. */
    private static boolean noneLost(BenchPlatform platform, long kept) throws Exception {
        try (var intake = platform.database("intake");
                var found = intake.createStatement().executeQuery("SELECT count(*) FROM attachment")) {
            found.next();
            return found.getLong(1) == kept;
        }
    }

    /**
     * What the collector wrote down, in megabytes.
     *
     * @param mostUsed just before a collection: the peak
     * @param mostLive just after one
     */
    private record HeapUse(long mostUsed, long mostLive, long mostCommitted, long collections) {

        private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

        static HeapUse read(Path log) throws IOException {
            var use = new HeapUse(0, 0, 0, 0);
            for (String line : Files.readAllLines(log)) {
                var found = COLLECTION.matcher(line);
                if (found.find()) {
                    use = new HeapUse(
                            Math.max(use.mostUsed, Long.parseLong(found.group(1))),
                            Math.max(use.mostLive, Long.parseLong(found.group(2))),
                            Math.max(use.mostCommitted, Long.parseLong(found.group(3))),
                            use.collections + 1);
                }
            }
            return use;
        }
    }
}
