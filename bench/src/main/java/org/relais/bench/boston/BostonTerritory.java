package org.relais.bench.boston;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.folder.Finding;
import org.relais.routing.territory.folder.TerritoryFiles;
import org.relais.routing.territory.folder.TerritoryReader;
import org.relais.routing.territory.folder.TerritoryReading;

/**
 * Makes a territory from the city's requests and measures it: rules learned on four fifths of the rows are tried on the last
 * fifth, with the very decision that the routing service takes.
 */
public final class BostonTerritory {

    private BostonTerritory() {}

    /**
     * @param arguments the requests (CSV), the neighbourhoods (GeoJSON), the folder to write to: there the territory's folder,
     *     {@code mapping.yaml} for importing the requests, and {@code expected.csv}, who was in charge of each
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            IO.println("BostonTerritory REQUESTS.csv NEIGHBOURHOODS.geojson OUTPUT-FOLDER");
            System.exit(2);
        }
        List<BostonRequest> requests = BostonRequests.read(Path.of(arguments[0]));
        List<BostonRequest> learnedFrom =
                requests.stream().filter(request -> !request.isHeldOut()).toList();
        List<BostonRequest> heldOut =
                requests.stream().filter(BostonRequest::isHeldOut).toList();
        BostonFolder folder = new BostonFolder(Path.of(arguments[2]).resolve("territory"));
        folder.writeAllButRules(requests, Path.of(arguments[1]));
        folder.writeRules(LearnedRules.placeholder(requests));
        List<LearnedRules.Row> rules =
                LearnedRules.from(learnedFrom, read(folder.path()).areas());

        folder.writeRules(rules.stream().filter(LearnedRules.Row::isOfTypeAlone).toList());
        IO.println(describe("rules by TYPE alone, held out", RoutingShare.of(heldOut, read(folder.path()))));

        folder.writeRules(rules);
        Territory territory = read(folder.path());
        IO.println(describe("all rules, held out", RoutingShare.of(heldOut, territory)));
        IO.println(describe("all rules, learned from", RoutingShare.of(learnedFrom, territory)));
        Files.write(Path.of(arguments[2]).resolve("expected.csv"), expected(requests));
        BostonMapping.write(Path.of(arguments[2]).resolve("mapping.yaml"), requests);
    }

    /** What the city's own column says of every row, for the ledger. */
    private static List<String> expected(List<BostonRequest> requests) {
        List<String> lines = new ArrayList<>();
        lines.add("id,department,heldOut");
        requests.forEach(
                request -> lines.add(request.id() + "," + request.departmentCode() + "," + request.isHeldOut()));
        return lines;
    }

    private static Territory read(Path folder) throws IOException {
        return switch (TerritoryReader.read(TerritoryFiles.in(folder))) {
            case TerritoryReading.Valid valid -> new Territory(1, valid.digest(), valid.content());
            case TerritoryReading.Invalid invalid ->
                throw new IllegalStateException(invalid.findings().stream()
                        .filter(Finding::isError)
                        .map(finding -> finding.describe(Locale.ENGLISH))
                        .collect(Collectors.joining("\n", "the territory is invalid:\n", "")));
        };
    }

    private static String describe(String name, RoutingShare share) {
        return String.format(
                Locale.ROOT,
                "%s: %d requests, %.1f %% sent to the Department the city names, %.1f %% to another one, %.1f %% to"
                        + " triage %s",
                name,
                share.all(),
                share.percent(),
                100.0 * share.wrong() / share.all(),
                100.0 * share.deferred() / share.all(),
                share.triage());
    }
}
