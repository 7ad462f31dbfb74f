package org.relais.bench.boston;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.relais.bench.Options;
import org.relais.bench.Report;
import org.relais.bench.Scenario;
import org.relais.bench.platform.BenchPlatform;
import org.relais.e2e.client.KafkaReader;
import org.relais.e2e.guarantee.EveryAcknowledgedRequestReachesOneDepartment;
import org.relais.e2e.guarantee.Guarantee;
import org.relais.e2e.guarantee.History;
import org.relais.e2e.guarantee.History.Filed;
import org.relais.e2e.guarantee.OrderPerRequestIsKept;
import org.relais.local.Checkout;
import org.relais.routing.territory.folder.CsvTable;

/**
 * A year's sample of a real city: a territory learned from it, all its rows imported by the real command, which is killed in the
 * middle and resumed, and a ledger in which every row is accounted for.
 */
public final class BostonScenario implements Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int SHOWN = 20;

    @Override
    public boolean run(Options options, Report report) throws Exception {
        var data = Path.of(options.text(
                        "folder",
                        Checkout.find()
                                .root()
                                .resolve("../shared/data")
                                .normalize()
                                .toString()))
                .toAbsolutePath();
        var csv = data.resolve("boston-311-2015/requests.csv");
        var neighbourhoods = data.resolve("areas/boston-neighbourhoods.geojson");
        if (!Files.isReadable(csv) || !Files.isReadable(neighbourhoods)) {
            report.line("");
            report.line(
                    "!!! SKIPPED boston: no boston-311-2015/requests.csv and areas/boston-neighbourhoods.geojson in %s",
                    data);
            report.line("!!! Name the folder that holds them: bench/run boston FOLDER");
            return true;
        }
        report.title("Boston: a real city's requests, every one accounted for");
        var folder = BenchPlatform.emptied(BenchPlatform.folder("boston-data"));
        BostonTerritory.main(new String[] {csv.toString(), neighbourhoods.toString(), folder.toString()});
        // Beside a copy, since the command writes refused rows beside its file.
        var requests = Files.copy(csv, folder.resolve("requests.csv"));
        try (var platform = BenchPlatform.start(
                "boston", 1, settings -> settings.withTerritories(List.of(folder.resolve("territory"))))) {
            importAll(platform, folder, requests, report);
            return account(platform, folder, BostonRequests.read(requests), report);
        }
    }

    private static void importAll(BenchPlatform platform, Path folder, Path requests, Report report)
            throws IOException, InterruptedException {
        var importing = new ImportProcess(
                folder,
                requests,
                folder.resolve("mapping.yaml"),
                platform.processes().intake().toString(),
                platform.local().token("import"));
        var rows = BostonRequests.read(requests).size();
        var begin = System.nanoTime();
        var done = importing.runUntilKilledAt(rows / 2);
        report.line("import killed (kill -9) with %,d rows done and more under way", done);
        importing.runToTheEnd();
        report.line(
                "import resumed and ended: %,d rows done, %.0f s in all",
                importing.rowsDone(), (System.nanoTime() - begin) / 1e9);
    }

    private static boolean account(BenchPlatform platform, Path folder, List<BostonRequest> rows, Report report)
            throws IOException, SQLException {
        var begin = System.nanoTime();
        var filed = filed(platform);
        var refused = refused(folder.resolve("requests.refused.csv"));
        var reader = new KafkaReader(platform.processes());
        var published = reader.everything();
        var ledger = new Ledger(rows.size(), refused, filed, published);
        while (!ledger.isSettled() && System.nanoTime() - begin < PATIENCE.toNanos()) {
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            published = reader.everything();
            ledger = new Ledger(rows.size(), refused, filed, published);
        }
        report.line("everything routed or deferred %.0f s after the import", (System.nanoTime() - begin) / 1e9);
        ledger.lines().forEach(line -> report.line("%s", line));
        shares(rows, SubmittedRequests.read(platform.processes()), ledger, report);
        var breaches = new HashSet<>(ledger.breaches());
        var history = new History(filed.stream().map(Filed::new).toList(), published, List.of(), reader.departments());
        for (Guarantee guarantee :
                List.of(new EveryAcknowledgedRequestReachesOneDepartment(), new OrderPerRequestIsKept())) {
            report.line("%s: %s", guarantee.getClass().getSimpleName(), guarantee.witness(history));
            breaches.addAll(guarantee.breaches(history));
        }
        breaches.stream().limit(SHOWN).forEach(breach -> report.line("BREACH %s", breach));
        report.line(
                breaches.isEmpty()
                        ? "the ledger balances"
                        : "THE LEDGER DOES NOT BALANCE: " + breaches.size() + " breaches");
        return breaches.isEmpty();
    }

    /** How many went to the Department that the city's own column names; triage counts apart. */
    private static void shares(List<BostonRequest> rows, SubmittedRequests submitted, Ledger ledger, Report report) {
        for (boolean heldOut : new boolean[] {true, false}) {
            int right = 0;
            int wrong = 0;
            int triage = 0;
            int absent = 0;
            for (BostonRequest row :
                    rows.stream().filter(row -> row.isHeldOut() == heldOut).toList()) {
                var department = submitted.take(row).map(ledger::departmentOf);
                if (department.isEmpty()) {
                    absent++;
                } else if (department.get().isEmpty()) {
                    triage++;
                } else if (department.get().equals(row.departmentCode())) {
                    right++;
                } else {
                    wrong++;
                }
            }
            report.line(
                    "%s: %,d filed, %.1f %% routed to the Department the city names, %.1f %% to another, %.1f %% to"
                            + " triage%s",
                    heldOut ? "held out from learning" : "learned from",
                    right + wrong + triage,
                    100.0 * right / (right + wrong + triage),
                    100.0 * wrong / (right + wrong + triage),
                    100.0 * triage / (right + wrong + triage),
                    absent == 0 ? "" : " (%d rows have no request)".formatted(absent));
        }
    }

    private static Set<String> filed(BenchPlatform platform) throws SQLException {
        var ids = new HashSet<String>();
        try (var database = platform.database("intake");
                var statement = database.createStatement();
                var found = statement.executeQuery("SELECT id FROM service_request")) {
            while (found.next()) {
                ids.add(found.getString(1));
            }
        }
        return ids;
    }

    /** Reasons with how often each was given; the last column of the file that the import leaves. */
    private static Map<String, Integer> refused(Path file) throws IOException {
        var reasons = new TreeMap<String, Integer>();
        if (Files.exists(file)) {
            var rows = CsvTable.parse(Files.readString(file)).rows();
            rows.subList(1, rows.size())
                    .forEach(row -> reasons.merge(row.cells().getLast(), 1, Integer::sum));
        }
        return reasons;
    }
}
