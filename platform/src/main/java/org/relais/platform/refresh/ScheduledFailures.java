package org.relais.platform.refresh;

import org.relais.platform.retry.Unavailability;
import org.relais.platform.telemetry.LogKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.util.ErrorHandler;

/** What a scheduled task throws: it is done again in its turn, and only what no outage explains is for a person. */
final class ScheduledFailures implements ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledFailures.class);

    @Override
    public void handleError(Throwable failure) {
        boolean unavailable = Unavailability.isBehind(failure);
        LOG.atLevel(unavailable ? Level.WARN : Level.ERROR)
                .addKeyValue(LogKeys.REASON, failure.getClass().getSimpleName())
                .setCause(unavailable ? null : failure)
                .log("A scheduled task could not be done; it is tried again");
    }
}
