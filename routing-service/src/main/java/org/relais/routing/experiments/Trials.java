package org.relais.routing.experiments;

import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.relais.platform.telemetry.LogKeys;
import org.relais.routing.rules.RuleBook;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryEditions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The experiments of now in memory, looked up anew twice a second as territories are. */
@Component
class Trials implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Trials.class);
    private static final long PAUSE_MILLIS = 500;

    private final Experiments experiments;
    private final TerritoryEditions editions;
    private final Clock clock;
    private volatile Map<UUID, Trial> trials = Map.of();
    private @Nullable ScheduledExecutorService timer;

    Trials(Experiments experiments, TerritoryEditions editions, Clock clock) {
        this.experiments = experiments;
        this.editions = editions;
        this.clock = clock;
    }

    /** @param rules null where they can no longer be read: then the experiment rests */
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

    synchronized void refresh() {
        Map<UUID, Trial> now = new HashMap<>();
        for (Experiment experiment : experiments.notEnded(clock.instant())) {
            Trial known = trials.get(experiment.id());
            now.put(experiment.id(), new Trial(experiment, known == null ? rules(experiment) : known.rules()));
        }
        trials = Map.copyOf(now);
    }

    private @Nullable RuleBook rules(Experiment experiment) {
        return editions.edition(experiment.jurisdictionId(), experiment.basedOn())
                .flatMap(edition -> {
                    Map<String, String> files = new HashMap<>(edition.files());
                    files.put(TerritoryEditions.RULES, experiment.rules());
                    return editions.read(files, edition.version(), Locale.ENGLISH)
                            .territory();
                })
                .map(Territory::ruleBook)
                .orElse(null);
    }

    @Override
    public void start() {
        refresh();
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("experiments").factory());
        started.scheduleWithFixedDelay(this::look, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        timer = started;
    }

    @Override
    public void stop() {
        ScheduledExecutorService running = timer;
        if (running != null) {
            running.shutdownNow();
        }
        timer = null;
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    /** After the territories, before the consumers. */
    @Override
    public int getPhase() {
        return 1;
    }

    private void look() {
        try {
            refresh();
        } catch (DataAccessException | TransactionException unavailable) {
            log.atWarn()
                    .setMessage("The experiments could not be read; the last ones known go on")
                    .addKeyValue(LogKeys.REASON, "database_unavailable")
                    .log();
        }
    }
}
