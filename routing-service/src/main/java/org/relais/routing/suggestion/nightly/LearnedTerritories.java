package org.relais.routing.suggestion.nightly;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.relais.platform.refresh.Recurring;
import org.relais.platform.refresh.Refreshed;
import org.relais.platform.telemetry.LogKeys;
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

/**
 * What each territory has learned, in memory; learned anew where its version or its last night is another one. One that can't learn
 * stands in no other's way, nor in the start's: it goes on by its last edition, or by none, and is tried again every now and then.
 */
@Component
class LearnedTerritories extends Refreshed {

    private static final Logger log = LoggerFactory.getLogger(LearnedTerritories.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** After the territories, before the consumers. */
    private static final int PHASE = 1;

    /** The newest of them; more make little difference, and every suggestion and start slower. */
    private static final int MOST_CASES = 10_000;

    /** It may take seconds of a processor, and what fails by what was learned fails again. */
    private static final Duration UNTIL_TRIED_AGAIN = Duration.ofMinutes(1);

    private final Territories territories;
    private final PastRequests past;
    private final LearningNights nights;
    private final TextIndexes indexes;
    private final Clock clock;
    private volatile Map<String, Edition> editions = Map.of();
    private volatile Map<String, Failure> failures = Map.of();

    LearnedTerritories(
            Territories territories, PastRequests past, LearningNights nights, TextIndexes indexes, Clock clock) {
        super("suggestions", PAUSE, PHASE);
        this.territories = territories;
        this.past = past;
        this.nights = nights;
        this.indexes = indexes;
        this.clock = clock;
    }

    private record Edition(Lesson lesson, Learned learned) {}

    /** What is learned: the same for every instance. */
    private record Lesson(long version, Instant until) {}

    /** @param times that it failed, one after the other */
    private record Failure(Lesson lesson, Instant at, int times, String reason) {}

    Optional<Learned> of(String jurisdictionId) {
        return Optional.ofNullable(editions.get(jurisdictionId)).map(Edition::learned);
    }

    /** What a version would learn, were it in force: the same cases, and its own words and rules. */
    Optional<Learned> ifInForce(Territory version) {
        String id = version.jurisdictionId();
        boolean teachesTheSame = territories
                .current(id)
                .filter(current -> lessonsOf(current).equals(lessonsOf(version)))
                .isPresent();
        if (teachesTheSame) {
            return of(id);
        }
        return version.suggestion().enabled()
                ? Optional.of(learned(version, nights.all().getOrDefault(id, Instant.EPOCH)))
                : Optional.empty();
    }

    private static List<Object> lessonsOf(Territory version) {
        return List.of(
                version.suggestion().enabled(),
                version.languages(),
                version.departmentCodes(),
                OwnWords.servicesToLearn(version),
                OwnWords.of(version));
    }

    /** Also while all else is fresh and one territory isn't. */
    @Override
    public Optional<Recurring.Failing> failing() {
        return super.failing()
                .or(() -> failures.values().stream()
                        .max(Comparator.comparingInt(Failure::times))
                        .map(failure -> new Recurring.Failing(failure.times(), "learning_failed")));
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
        Map<String, Failure> failed = new HashMap<>();
        for (Territory territory : learning) {
            String id = territory.jurisdictionId();
            Edition known = editions.get(id);
            Failure before = failures.get(id);
            Lesson lesson = new Lesson(territory.version(), until.getOrDefault(id, Instant.EPOCH));
            if (known != null) {
                now.put(id, known);
            }
            if (known != null && known.lesson().equals(lesson)) {
                continue;
            }
            if (before != null && before.lesson().equals(lesson) && !isTriedAgain(before)) {
                failed.put(id, before);
                continue;
            }
            try {
                now.put(id, new Edition(lesson, learn(territory, lesson.until())));
            } catch (RuntimeException | Error unexpected) {
                failed.put(id, failure(id, lesson, before, unexpected));
            }
        }
        editions = Map.copyOf(now);
        failures = Map.copyOf(failed);
    }

    private boolean isTriedAgain(Failure before) {
        return !clock.instant().isBefore(before.at().plus(UNTIL_TRIED_AGAIN));
    }

    /** Of many that fail alike, one is logged. */
    private Failure failure(String jurisdictionId, Lesson lesson, @Nullable Failure before, Throwable unexpected) {
        String reason = unexpected.getClass().getSimpleName();
        if (before == null || !before.reason().equals(reason)) {
            log.atError()
                    .setMessage(
                            "A territory could not learn from its words and past cases; its last edition goes on, if"
                                    + " it has one")
                    .addKeyValue("jurisdictionId", jurisdictionId)
                    .addKeyValue("version", lesson.version())
                    .addKeyValue(LogKeys.REASON, reason)
                    .setCause(unexpected)
                    .log();
        }
        return new Failure(lesson, clock.instant(), before == null ? 1 : before.times() + 1, reason);
    }

    private Learned learn(Territory territory, Instant until) {
        Learned learned = learned(territory, until);
        log.atInfo()
                .setMessage("A territory learned from its words and past cases")
                .addKeyValue("jurisdictionId", territory.jurisdictionId())
                .addKeyValue("version", territory.version())
                .addKeyValue("cases", learned.cases())
                .addKeyValue("edition", learned.edition())
                .log();
        return learned;
    }

    private Learned learned(Territory territory, Instant until) {
        Set<String> departments = territory.departmentCodes();
        Set<String> services = OwnWords.servicesToLearn(territory);
        List<Example> examples = new ArrayList<>(OwnWords.of(territory));
        for (PastRequests.Settled settled : past.settled(territory.jurisdictionId(), until, MOST_CASES)) {
            if (departments.contains(settled.department())) {
                String service = services.contains(settled.serviceCode()) ? settled.serviceCode() : "";
                examples.add(Example.ofCase(settled.description(), settled.department(), service));
            }
        }
        return Learned.from(examples, territory.languages(), indexes);
    }
}
