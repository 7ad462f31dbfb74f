package org.relais.bench.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.relais.bench.Options;
import org.relais.bench.Report;
import org.relais.bench.Scenario;
import org.relais.bench.platform.BenchPlatform;
import org.relais.bench.platform.ChildJvm;
import org.relais.embedded.Tethered;
import org.relais.local.Checkout;

/**
 * What {@code ./relais up} does after the build, in a launcher's process with the options of {@code ./relais}: from the command
 * to everything healthy on a fresh folder, without and with AOT caches in turn, and the memory of all processes.
 */
public final class StartScenario implements Scenario {

    private static final double GOAL_SECONDS = 30;
    private static final double GOAL_MEGABYTES = 1_800;
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private record Measured(double seconds, long megabytes) {}

    @Override
    public boolean run(Options options, Report report) throws Exception {
        report.title("Start: from the command to everything healthy, fresh data");
        Measured best = null;
        var rounds = options.number("rounds", 2);
        for (int round = 1; round <= rounds; round++) {
            var without = start("without-caches");
            report.line(
                    "round %d  without AOT caches  %5.1f s   %,d MB", round, without.seconds(), without.megabytes());
            var with = start(StartOnce.WITH_CACHES);
            report.line(
                    "round %d  with AOT caches     %5.1f s   %,d MB   ratio of times %.2f",
                    round, with.seconds(), with.megabytes(), with.seconds() / without.seconds());
            best = best == null || with.seconds() < best.seconds() ? with : best;
        }
        if (best != null) {
            report.goal("ready within 30 s", best.seconds(), "s", best.seconds() <= GOAL_SECONDS);
            if (PlatformMemory.isKnown()) {
                report.goal("at most 1.8 GB together", best.megabytes(), "MB", best.megabytes() <= GOAL_MEGABYTES);
            }
        }
        report.line("AOT caches there: %s", caches());
        return true;
    }

    private static Measured start(String caches) throws Exception {
        var folder = BenchPlatform.emptied(BenchPlatform.folder("start"));
        var begin = System.nanoTime();
        var process = new ProcessBuilder(command(folder, caches))
                .redirectError(folder.resolve("launcher.log").toFile())
                .start();
        try (var output = process.inputReader()) {
            awaitReady(output);
            var seconds = (System.nanoTime() - begin) / 1e9;
            LockSupport.parkNanos(SETTLING.toNanos());
            var megabytes = PlatformMemory.isKnown() ? PlatformMemory.megabytes(process.toHandle(), folder) : 0;
            return new Measured(seconds, megabytes);
        } finally {
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
        }
    }

    private static void awaitReady(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(StartOnce.READY)) {
                return;
            }
        }
        throw new IllegalStateException("the platform did not start; launcher.log says why");
    }

    private static List<String> command(Path folder, String caches) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss512k",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=org/relais/local/launcher-logback.xml",
                "-Drelais.checkout=" + Checkout.find().root(),
                "-cp",
                ChildJvm.classPath(),
                Tethered.class.getName(),
                StartOnce.class.getName(),
                folder.toString(),
                caches));
        return command;
    }

    private static List<String> caches() throws IOException {
        var cache = Checkout.find().root().resolve(".relais/cache");
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (var files = Files.list(cache)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".aot"))
                    .map(name -> name.replaceAll("-[0-9a-f]+\\.aot$", ""))
                    .sorted()
                    .toList();
        }
    }
}
