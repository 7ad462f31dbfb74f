package org.relais.bench.boston;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.relais.bench.city.CityFolder;
import org.relais.bench.city.LearnedRules;
import org.relais.bench.city.Share;
import org.relais.bench.responsibility.Deciding;
import org.relais.routing.area.Area;
import org.relais.routing.area.Areas;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.rules.Words;
import org.relais.routing.territory.Territory;

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
        CityFolder folder =
                BostonFolder.at(Path.of(arguments[2]).resolve("territory"), requests, Path.of(arguments[1]));
        folder.writeRules(LearnedRules.placeholder(requests.getFirst().departmentCode()));
        Areas areas = folder.read().areas();
        List<LearnedRules.Row> rules = LearnedRules.from(
                learnedFrom.stream().map(request -> seen(request, areas)).toList());

        folder.writeRules(
                rules.stream().filter(LearnedRules.Row::isOfServiceAlone).toList());
        IO.println("rules by TYPE alone, held out: " + share(heldOut, folder.read()));

        folder.writeRules(rules);
        Territory territory = folder.read();
        IO.println("all rules, held out: " + share(heldOut, territory));
        IO.println("all rules, learned from: " + share(learnedFrom, territory));
        Files.write(Path.of(arguments[2]).resolve("expected.csv"), expected(requests));
        BostonMapping.write(Path.of(arguments[2]).resolve("mapping.yaml"), requests);
    }

    private static LearnedRules.Seen seen(BostonRequest request, Areas areas) {
        return new LearnedRules.Seen(
                request.serviceCode(),
                areas.at(request.place()).map(Area::id).orElse(null),
                Words.of(request.description()),
                request.departmentCode());
    }

    /** What the city's own column says of every row, for the ledger. */
    private static List<String> expected(List<BostonRequest> requests) {
        List<String> lines = new ArrayList<>();
        lines.add("id,department,heldOut");
        requests.forEach(
                request -> lines.add(request.id() + "," + request.departmentCode() + "," + request.isHeldOut()));
        return lines;
    }

    private static String share(List<BostonRequest> requests, Territory territory) {
        return Share.of(
                        requests.stream()
                                .map(request -> new Share.Asked(facts(request, territory), request.departmentCode()))
                                .toList(),
                        Deciding.by(territory, null)::decide)
                .told();
    }

    private static RoutingFacts facts(BostonRequest request, Territory territory) {
        return new RoutingFacts(
                territory.jurisdictionId(),
                request.serviceCode(),
                request.place(),
                null,
                Map.of(),
                request.description(),
                "import",
                request.openedAt());
    }
}
