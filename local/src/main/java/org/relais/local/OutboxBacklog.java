package org.relais.local;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * What a service has decided and not yet published, as its own metrics tell.
 *
 * @param events all that waits
 * @param parked events that can't be published, whose requests stand still
 * @param oldestSeconds age of the oldest that isn't parked
 */
record OutboxBacklog(long events, long parked, double oldestSeconds) {

    /** Empty where the service doesn't answer. */
    static Optional<OutboxBacklog> of(Rest rest, String metricsUrl) {
        try {
            Rest.Reply reply = rest.get(metricsUrl, Map.of());
            if (!reply.successful()) {
                return Optional.empty();
            }
            String metrics = reply.text();
            return Optional.of(new OutboxBacklog(
                    (long) value(metrics, "relais_outbox_rows"),
                    (long) value(metrics, "relais_outbox_parked"),
                    value(metrics, "relais_outbox_oldest_seconds")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .max()
                .orElse(0);
    }
}
