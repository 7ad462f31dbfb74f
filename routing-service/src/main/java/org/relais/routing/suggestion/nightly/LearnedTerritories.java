package org.relais.routing.suggestion.nightly;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.relais.platform.refresh.Refreshed;
import org.relais.routing.cases.PastRequests;
import org.relais.routing.suggestion.Example;
import org.relais.routing.suggestion.Learned;
import org.relais.routing.suggestion.OwnWords;
import org.relais.routing.suggestion.TextIndexes;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What each territory has learned, in memory; learned anew where its version or its last night is another one. */
@Component
class LearnedTerritories extends Refreshed {

    private static final Logger log = LoggerFactory.getLogger(LearnedTerritories.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** After the territories, before the consumers. */
    private static final int PHASE = 1;

    /** The newest of them; more make little difference, and every suggestion and start slower. */
    private static final int MOST_CASES = 10_000;

    private final Territories territories;
    private final PastRequests past;
    private final LearningNights nights;
    private final TextIndexes indexes;
    private final Clock clock;
    private volatile Map<String, Edition> editions = Map.of();

    LearnedTerritories(
            Territories territories, PastRequests past, LearningNights nights, TextIndexes indexes, Clock clock) {
        super("suggestions", PAUSE, PHASE);
        this.territories = territories;
        this.past = past;
        this.nights = nights;
        this.indexes = indexes;
        this.clock = clock;
    }

    private record Edition(long version, Instant until, Learned learned) {}

    Optional<Learned> of(String jurisdictionId) {
        return Optional.ofNullable(editions.get(jurisdictionId)).map(Edition::learned);
    }

    @Override
    protected synchronized void refresh() {
        List<Territory> learning = territories.current().stream()
                .filter(territory -> territory.suggestion().enabled())
                .toList();
        Map<String, Instant> until = nights.all();
        if (learning.stream().anyMatch(territory -> !until.containsKey(territory.jurisdictionId()))) {
            Instant known = LearningNights.knownToAll(clock.instant());
            learning.forEach(territory -> nights.begin(territory.jurisdictionId(), known));
            until.putAll(nights.all());
        }
        Map<String, Edition> now = new HashMap<>();
        for (Territory territory : learning) {
            Edition known = editions.get(territory.jurisdictionId());
            Instant night = until.getOrDefault(territory.jurisdictionId(), Instant.EPOCH);
            boolean same = known != null
                    && known.version() == territory.version()
                    && known.until().equals(night);
            now.put(territory.jurisdictionId(), same ? known : learn(territory, night));
        }
        editions = Map.copyOf(now);
    }

    private Edition learn(Territory territory, Instant until) {
        Set<String> departments = territory.departmentCodes();
        Set<String> services = OwnWords.servicesToLearn(territory);
        List<Example> examples = new ArrayList<>(OwnWords.of(territory));
        for (PastRequests.Settled settled : past.settled(territory.jurisdictionId(), until, MOST_CASES)) {
            if (departments.contains(settled.department())) {
                String service = services.contains(settled.serviceCode()) ? settled.serviceCode() : "";
                examples.add(Example.ofCase(settled.description(), settled.department(), service));
            }
        }
        Learned learned = Learned.from(examples, territory.languages(), indexes);
        log.atInfo()
                .setMessage("A territory learned from its words and past cases")
                .addKeyValue("jurisdictionId", territory.jurisdictionId())
                .addKeyValue("version", territory.version())
                .addKeyValue("cases", learned.cases())
                .addKeyValue("edition", learned.edition())
                .log();
        return new Edition(territory.version(), until, learned);
    }
}
