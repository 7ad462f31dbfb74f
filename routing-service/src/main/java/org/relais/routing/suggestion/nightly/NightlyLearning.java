package org.relais.routing.suggestion.nightly;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.springframework.stereotype.Component;

/** Says when a territory learns again: every night, or as soon as possible after one that was missed. */
@Component
class NightlyLearning {

    private static final LocalTime HOUR = LocalTime.of(3, 0);

    private final Territories territories;
    private final LearningNights nights;
    private final Clock clock;

    NightlyLearning(Territories territories, LearningNights nights, Clock clock) {
        this.territories = territories;
        this.nights = nights;
        this.clock = clock;
    }

    void learnWhereDue() {
        Instant known = LearningNights.knownToAll(clock.instant());
        Map<String, Instant> learned = nights.all();
        for (Territory territory : territories.current()) {
            Instant until = learned.get(territory.jurisdictionId());
            if (territory.suggestion().enabled()
                    && until != null
                    && until.isBefore(lastNight(known, territory.timeZone()))) {
                nights.learn(territory.jurisdictionId(), known);
            }
        }
    }

    /** The latest three o'clock in the morning. */
    static Instant lastNight(Instant now, ZoneId zone) {
        ZonedDateTime local = now.atZone(zone);
        ZonedDateTime today = local.toLocalDate().atTime(HOUR).atZone(zone);
        return (today.isAfter(local)
                        ? local.toLocalDate().minusDays(1).atTime(HOUR).atZone(zone)
                        : today)
                .toInstant();
    }
}
