package org.relais.routing.experiments;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.platform.refresh.Refreshed;
import org.relais.platform.telemetry.LogKeys;
import org.relais.routing.rules.RuleBook;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryEditions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The experiments of now in memory, looked up anew twice a second as territories are. */
@Component
class Trials extends Refreshed {

    private static final Logger LOG = LoggerFactory.getLogger(Trials.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** After the territories, before the consumers. */
    private static final int PHASE = 1;

    private final Experiments experiments;
    private final TerritoryEditions editions;
    private final Clock clock;
    private volatile Map<UUID, Trial> trials = Map.of();

    Trials(Experiments experiments, TerritoryEditions editions, Clock clock) {
        super("experiments", PAUSE, PHASE);
        this.experiments = experiments;
        this.editions = editions;
        this.clock = clock;
    }

    /** @param rules null where a threshold is tried, or where they can no longer be read: then the experiment rests */
    record Trial(Experiment experiment, @Nullable RuleBook rules) {}

    /** The one that runs in a territory now. */
    Optional<Trial> running(String jurisdictionId) {
        Map<UUID, Trial> known = trials;
        return known.isEmpty()
                ? Optional.empty()
                : known.values().stream()
                        .filter(trial -> trial.experiment().jurisdictionId().equals(jurisdictionId))
                        .filter(trial -> trial.experiment().runsAt(clock.instant()))
                        .findFirst();
    }

    @Override
    protected synchronized void refresh() {
        Map<UUID, Trial> now = new HashMap<>();
        for (Experiment experiment : experiments.notEnded(clock.instant())) {
            Trial known = trials.get(experiment.id());
            now.put(experiment.id(), new Trial(experiment, known == null ? rules(experiment) : known.rules()));
        }
        trials = Map.copyOf(now);
    }

    /** A table that can't be read stands in the way of no other experiment, nor of stopping its own. */
    private @Nullable RuleBook rules(Experiment experiment) {
        String table = experiment.rules();
        if (table == null) {
            return null;
        }
        try {
            return read(experiment, table);
        } catch (DataAccessException | TransactionException unavailable) {
            throw unavailable;
        } catch (RuntimeException unreadable) {
            LOG.atError()
                    .setMessage("The rules on trial can't be read; the experiment rests")
                    .addKeyValue("experiment", experiment.id())
                    .addKeyValue("jurisdictionId", experiment.jurisdictionId())
                    .addKeyValue(LogKeys.REASON, unreadable.getClass().getSimpleName())
                    .setCause(unreadable)
                    .log();
            return null;
        }
    }

    private @Nullable RuleBook read(Experiment experiment, String table) {
        return editions.edition(experiment.jurisdictionId(), experiment.basedOn())
                .flatMap(edition -> {
                    Map<String, String> files = new HashMap<>(edition.files());
                    files.put(TerritoryEditions.RULES, table);
                    return editions.read(files, edition.version(), Locale.ENGLISH)
                            .territory();
                })
                .map(Territory::ruleBook)
                .orElse(null);
    }
}
