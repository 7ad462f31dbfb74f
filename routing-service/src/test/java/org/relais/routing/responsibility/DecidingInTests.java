package org.relais.routing.responsibility;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.relais.routing.suggestion.Example;
import org.relais.routing.suggestion.Learned;
import org.relais.routing.suggestion.OwnWords;
import org.relais.routing.suggestion.Suggestions;
import org.relais.routing.suggestion.lucene.LuceneTexts;
import org.relais.routing.territory.Elsewhere;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TheseTerritories;
import org.relais.routing.territory.folder.DemoTerritory;

/** Deciding as the service does, where some territories are in force. */
public final class DecidingInTests {

    /** What thirty people wrote of dark lamps, which the lighting department had, and the demo territory's own words. */
    private static final Learned LEARNED = learned(examples());

    private DecidingInTests() {}

    public static Responsibility where(Territory... inForce) {
        return where(LEARNED, inForce);
    }

    /** As another instance of the service, which met what it learned from in another order. */
    static Responsibility elsewhere(Random order, Territory... inForce) {
        List<Example> examples = examples();
        Collections.shuffle(examples, order);
        return where(learned(examples), inForce);
    }

    private static Responsibility where(Learned learned, Territory... inForce) {
        Territories territories = new TheseTerritories(inForce);
        return new Responsibility(
                territories, new Elsewhere(territories), new Suggestions(jurisdictionId -> Optional.of(learned)));
    }

    private static Learned learned(List<Example> examples) {
        return Learned.from(examples, DemoTerritory.territory().languages(), new LuceneTexts());
    }

    private static List<Example> examples() {
        List<Example> examples = new ArrayList<>(OwnWords.of(DemoTerritory.territory()));
        for (int house = 0; house < 30; house++) {
            examples.add(Example.ofCase("Le lampadaire est éteint, numéro " + house, "eclairage", "streetlight"));
        }
        return examples;
    }
}
