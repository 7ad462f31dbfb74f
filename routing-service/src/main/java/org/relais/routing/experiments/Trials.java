package org.relais.routing.experiments;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.platform.refresh.Refreshed;
import org.relais.platform.telemetry.LogKeys;
import org.relais.routing.rules.RuleBook;
import org.relais.routing.territory.DecisionBasis;
import org.relais.routing.territory.Remark;
import org.relais.routing.territory.Territories;
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
    private final Territories territories;
    private final Clock clock;
    private volatile Map<UUID, Trial> trials = Map.of();

    Trials(Experiments experiments, TerritoryEditions editions, Territories territories, Clock clock) {
        super("experiments", PAUSE, PHASE);
        this.experiments = experiments;
        this.editions = editions;
        this.territories = territories;
        this.clock = clock;
    }

    /**
     * @param rules null where a threshold is tried, or where they can't be read with the version in force: then the experiment rests
     * @param version of the territory that the rules were read with
     */
    record Trial(Experiment experiment, @Nullable RuleBook rules, long version) {

        /** What it decides by in place of what is in force; empty while it rests. */
        Optional<DecisionBasis> insteadOf(DecisionBasis inForce) {
            BigDecimal routeAt = experiment.routeAt();
            return routeAt == null
                    ? Optional.ofNullable(rules).map(inForce::with)
                    : Optional.of(inForce.at(routeAt.doubleValue()));
        }

        boolean rests() {
            return experiment.rules() != null && rules == null;
        }
    }

    /** The one that runs in a territory now. Rules decide only beside the version that they were read with. */
    Optional<Trial> running(String jurisdictionId) {
        Map<UUID, Trial> known = trials;
        return known.isEmpty()
                ? Optional.empty()
                : known.values().stream()
                        .filter(trial -> trial.experiment().jurisdictionId().equals(jurisdictionId))
                        .filter(trial -> trial.experiment().runsAt(clock.instant()))
                        .filter(trial ->
                                trial.experiment().rules() == null || trial.version() == version(jurisdictionId))
                        .findFirst();
    }

    /** As {@link Experiment#statusAt}, and {@code resting} where it should run and can't. */
    String status(Experiment experiment) {
        String status = experiment.statusAt(clock.instant());
        Trial trial = trials.get(experiment.id());
        return status.equals("running") && trial != null && trial.rests() ? "resting" : status;
    }

    /** What keeps an experiment's rules from being read with the version in force. */
    List<Remark> objections(Experiment experiment, Locale language) {
        return read(experiment, version(experiment.jurisdictionId()), language)
                .map(reading -> reading.remarks().stream().filter(Remark::error).toList())
                .orElse(List.of());
    }

    private long version(String jurisdictionId) {
        return territories.current(jurisdictionId).map(Territory::version).orElse(0L);
    }

    @Override
    protected synchronized void refresh() {
        Map<UUID, Trial> now = new HashMap<>();
        for (Experiment experiment : experiments.notEnded(clock.instant())) {
            long version = version(experiment.jurisdictionId());
            Trial known = trials.get(experiment.id());
            now.put(
                    experiment.id(),
                    known != null && known.version() == version
                            ? new Trial(experiment, known.rules(), version)
                            : read(experiment, version));
        }
        trials = Map.copyOf(now);
    }

    private Trial read(Experiment experiment, long version) {
        RuleBook rules = experiment.rules() == null ? null : rules(experiment, version);
        Trial trial = new Trial(experiment, rules, version);
        if (trial.rests()) {
            LOG.atWarn()
                    .setMessage("An experiment rests: its rules name what the version in force lacks")
                    .addKeyValue("jurisdictionId", experiment.jurisdictionId())
                    .addKeyValue("experimentId", experiment.id())
                    .addKeyValue("version", version)
                    .log();
        }
        return trial;
    }

    /** A table that can't be read stands in the way of no other experiment, nor of stopping its own. */
    private @Nullable RuleBook rules(Experiment experiment, long version) {
        try {
            return read(experiment, version, Locale.ENGLISH)
                    .flatMap(TerritoryEditions.Reading::territory)
                    .map(Territory::ruleBook)
                    .orElse(null);
        } catch (DataAccessException | TransactionException unavailable) {
            throw unavailable;
        } catch (RuntimeException unreadable) {
            LOG.atError()
                    .setMessage("The rules on trial can't be read; the experiment rests")
                    .addKeyValue("experimentId", experiment.id())
                    .addKeyValue("jurisdictionId", experiment.jurisdictionId())
                    .addKeyValue(LogKeys.REASON, unreadable.getClass().getSimpleName())
                    .setCause(unreadable)
                    .log();
            return null;
        }
    }

    /** A table on trial with the departments, services and areas of a version; empty where a threshold is tried. */
    private Optional<TerritoryEditions.Reading> read(Experiment experiment, long version, Locale language) {
        return experiments
                .find(experiment.jurisdictionId(), experiment.id())
                .map(Experiment::rules)
                .flatMap(table -> editions.edition(experiment.jurisdictionId(), version)
                        .map(edition -> {
                            Map<String, String> files = new HashMap<>(edition.files());
                            files.put(TerritoryEditions.RULES, table);
                            return editions.read(files, version, language);
                        }));
    }
}
