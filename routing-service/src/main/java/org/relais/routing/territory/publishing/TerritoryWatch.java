package org.relais.routing.territory.publishing;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.relais.platform.telemetry.LogKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Publishes the folders before anything is consumed or served, then keeps an eye on what other instances publish. */
@Component
class TerritoryWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TerritoryWatch.class);

    private final TerritorySettings settings;
    private final FolderPublisher folders;
    private final TerritoriesInForce territories;
    private @Nullable ScheduledExecutorService timer;

    TerritoryWatch(TerritorySettings settings, FolderPublisher folders, TerritoriesInForce territories) {
        this.settings = settings;
        this.folders = folders;
        this.territories = territories;
    }

    @Override
    public void start() {
        territories.refresh();
        folders.publishAll();
        if (territories.current().isEmpty() && !settings.folders().isEmpty()) {
            throw new NoTerritoryInForce(folders.refused());
        }
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("territory-watch").factory());
        long pause = settings.refresh().toMillis();
        started.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
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

    /** Before the consumers and the web server. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void look() {
        try {
            territories.refresh();
        } catch (DataAccessException | TransactionException unavailable) {
            log.atWarn()
                    .setMessage("The territories in force could not be read; the last ones known go on deciding")
                    .addKeyValue(LogKeys.REASON, "database_unavailable")
                    .log();
        }
    }
}
