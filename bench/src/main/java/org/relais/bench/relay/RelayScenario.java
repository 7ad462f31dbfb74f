package org.relais.bench.relay;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.relais.bench.Options;
import org.relais.bench.Report;
import org.relais.bench.Scenario;
import org.relais.bench.platform.BenchPlatform;
import org.relais.bench.platform.BenchTopics;
import org.relais.bench.platform.ChildJvm;
import org.relais.embedded.EmbeddedKafka;
import org.relais.embedded.EmbeddedPostgres;
import org.relais.embedded.FreePorts;
import org.relais.local.Checkout;

/** Our relay and gruelbox transaction-outbox, each in a process of its own with the same options, in turn. */
public final class RelayScenario implements Scenario {

    private static final String TOPIC = "bench.relay.v1";
    private static final String LIBRARY = "transaction-outbox";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final List<String> JVM = List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dlogback.configurationFile=org/relais/local/launcher-logback.xml");

    @Override
    public boolean run(Options options, Report report) throws Exception {
        var rows = Integer.toString(options.number("rows", 20_000));
        var seconds = Integer.toString(options.number("seconds", 10));
        var folder = BenchPlatform.emptied(BenchPlatform.folder("relay"));
        var port = FreePorts.next();
        var kafka = "127.0.0.1:" + port;
        try (var broker = broker(folder, port);
                var postgres = EmbeddedPostgres.start("ours", "library")) {
            BenchTopics.create(kafka, TOPIC);
            report.title("Relays: rows of 350 bytes, four events a request, 64 in a transaction");
            report.line(
                    "%s: the newest version that could be resolved has no delivery in order; it publishes in any order",
                    LIBRARY);
            for (int round = 1; round <= options.number("rounds", 2); round++) {
                for (String which : List.of(LIBRARY, RelayRun.OURS)) {
                    var user = which.equals(RelayRun.OURS) ? "ours" : "library";
                    var arguments = List.of(which, postgres.jdbcUrl(user), user, kafka, TOPIC, rows, seconds);
                    for (String line : output(which, arguments)) {
                        report.line("round %d  %s", round, line);
                    }
                }
            }
        }
        return true;
    }

    private static ChildJvm broker(Path folder, int port) throws IOException {
        return ChildJvm.start(
                JVM,
                ChildJvm.classPath(),
                EmbeddedKafka.class.getName(),
                List.of(folder.resolve("kafka").toString(), Integer.toString(port), Integer.toString(FreePorts.next())),
                folder.resolve("kafka.log"));
    }

    private static List<String> output(String which, List<String> arguments) throws IOException, InterruptedException {
        var log = BenchPlatform.folder("relay").resolve(which + ".log");
        try (var process = ChildJvm.start(JVM, classPath(which), RelayRun.class.getName(), arguments, log)) {
            if (process.join(PATIENCE) != 0) {
                throw new IllegalStateException("the relay's process failed; " + log + " says why");
            }
        }
        return Files.readAllLines(log).stream()
                .filter(line -> line.startsWith(which + " "))
                .toList();
    }

    /** The library needs the libraries of its own time before today's. */
    private static String classPath(String which) throws IOException {
        if (which.equals(RelayRun.OURS)) {
            return ChildJvm.classPath();
        }
        Path peers = Checkout.find().root().resolve("bench/target/peers");
        try (Stream<Path> jars = Files.list(peers)) {
            return Stream.concat(jars.map(Path::toString).sorted(), Stream.of(ChildJvm.classPath()))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }
}
