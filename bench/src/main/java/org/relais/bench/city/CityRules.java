package org.relais.bench.city;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.bench.city.CityFolder.Named;
import org.relais.bench.responsibility.Deciding;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.rules.Words;
import org.relais.routing.suggestion.Example;
import org.relais.routing.suggestion.Learned;
import org.relais.routing.suggestion.OwnWords;
import org.relais.routing.suggestion.lucene.LuceneTexts;
import org.relais.routing.territory.Territory;

/** A city's rows as a territory with rules learned from four fifths of them, tried on the fifth that it never saw. */
public final class CityRules {

    private static final Instant ANY_TIME = Instant.parse("2026-06-01T08:00:00Z");
    private static final String GROUP = "Requests";

    private final CityFolder folder;
    private final List<City.Row> learnedFrom;
    private final List<City.Row> heldOut;
    private final Codes services;
    private final Codes departments;
    private final List<LearnedRules.Row> rules;

    private CityRules(CityFolder folder, List<City.Row> rows) {
        this.folder = folder;
        this.learnedFrom = rows.stream().filter(row -> !row.isHeldOut()).toList();
        this.heldOut = rows.stream().filter(City.Row::isHeldOut).toList();
        this.services = Codes.of(distinct(rows.stream().map(City.Row::service)));
        this.departments = Codes.of(distinct(rows.stream().map(City.Row::department)));
        this.rules = LearnedRules.from(learnedFrom.stream()
                .map(row -> new LearnedRules.Seen(
                        services.of(row.service()), null, Words.of(row.words()), departments.of(row.department())))
                .toList());
    }

    /** @param folder to write the territory's files to */
    public static CityRules of(City city, List<City.Row> rows, Path folder) {
        var territory = new CityFolder(folder, CityFolder.Profile.ofRowsAlone(city.name(), city.language()));
        var learned = new CityRules(territory, rows);
        territory.writeAllButRules(
                distinct(rows.stream().map(City.Row::department)).stream()
                        .map(name -> new Named(learned.departments.of(name), name, ""))
                        .toList(),
                distinct(rows.stream().map(City.Row::service)).stream()
                        .map(name -> new Named(learned.services.of(name), name, GROUP))
                        .toList(),
                territory.oneArea());
        return learned;
    }

    public int learnedFrom() {
        return learnedFrom.size();
    }

    /** For each service the department that had most of its requests, and no more. */
    public Share byService() throws IOException {
        return tried(territory(LearnedRules.Row::isOfServiceAlone), null);
    }

    /** Words too: as exceptions to a service's rule, and for services that no past request named. */
    public Share byServiceAndWords() throws IOException {
        return tried(territory(row -> true), null);
    }

    /** As the service does it usually: rules by service, and where none takes a request what its words were learned to say, if clearly. */
    public Share withSuggestions() throws IOException {
        var territory = territory(LearnedRules.Row::isOfServiceAlone);
        List<Example> examples = new ArrayList<>(OwnWords.of(territory));
        var toLearn = OwnWords.servicesToLearn(territory);
        for (City.Row row : learnedFrom) {
            var service = services.of(row.service());
            examples.add(Example.ofCase(
                    row.words(), departments.of(row.department()), toLearn.contains(service) ? service : ""));
        }
        return tried(territory, Learned.from(examples, territory.languages(), new LuceneTexts()));
    }

    private Territory territory(Predicate<LearnedRules.Row> which) throws IOException {
        folder.writeRules(rules.stream().filter(which).toList());
        return folder.read();
    }

    private Share tried(Territory territory, @Nullable Learned learned) {
        return Share.of(
                heldOut.stream()
                        .map(row -> new Share.Asked(
                                new RoutingFacts(
                                        territory.jurisdictionId(),
                                        services.of(row.service()),
                                        null,
                                        null,
                                        Map.of(),
                                        row.words(),
                                        "import",
                                        ANY_TIME),
                                departments.of(row.department())))
                        .toList(),
                Deciding.by(territory, learned)::decide);
    }

    private static Set<String> distinct(Stream<String> names) {
        return names.filter(name -> !name.isEmpty()).collect(Collectors.toCollection(TreeSet::new));
    }
}
