package org.relais.local;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service has still to do, as its own metrics tell.
 *
 * @param events all that is decided and not yet published
 * @param parked events that can't be published, whose requests stand still
 * @param oldestSeconds age of the oldest of all these
 * @param held events that arrived and wait for one that is missing before them
 * @param heldSeconds age of the oldest of these
 * @param unsent mails that are due and not sent
 * @param unsentSeconds how long the oldest of these has been due
 * @param deadLettersCounted whether the service has counted them since it started
 * @param deadLetters number of dead letters that were not fed in again, by reason
 */
record Backlog(
        long events,
        long parked,
        double oldestSeconds,
        long held,
        double heldSeconds,
        long unsent,
        double unsentSeconds,
        boolean deadLettersCounted,
        Map<String, Long> deadLetters) {

    private static final Pattern DEAD_LETTERS =
            Pattern.compile("relais_dead_letters_waiting\\{(?:.*,)?reason=\"([^\"]*)\".*} (\\S+)");

    /** Empty where the service doesn't answer, or can't tell since its database doesn't. */
    static Optional<Backlog> of(Rest rest, String metricsUrl) {
        try {
            Rest.Reply reply = rest.get(metricsUrl, Map.of());
            return reply.successful() ? of(reply.text()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * @param metrics as Prometheus reads them; what a service doesn't have counts as none
     * @return empty where one of them is no number
     */
    static Optional<Backlog> of(String metrics) {
        try {
            return Optional.of(told(metrics));
        } catch (Unknown unknown) {
            return Optional.empty();
        }
    }

    private static Backlog told(String metrics) throws Unknown {
        return new Backlog(
                (long) value(metrics, "relais_outbox_rows"),
                (long) value(metrics, "relais_outbox_parked"),
                Math.max(
                        value(metrics, "relais_outbox_oldest_seconds"),
                        value(metrics, "relais_outbox_parked_oldest_seconds")),
                (long) value(metrics, "relais_inbox_held"),
                value(metrics, "relais_inbox_held_oldest_seconds"),
                (long) value(metrics, "relais_notifications_waiting"),
                value(metrics, "relais_notifications_waiting_age_seconds"),
                metrics.lines().anyMatch(DEAD_LETTERS.asMatchPredicate()),
                deadLetters(metrics));
    }

    private static Map<String, Long> deadLetters(String metrics) {
        Map<String, Long> byReason = new TreeMap<>();
        metrics.lines().map(DEAD_LETTERS::matcher).filter(Matcher::matches).forEach(line -> {
            long count = (long) Double.parseDouble(line.group(2));
            if (count > 0) {
                byReason.put(line.group(1), count);
            }
        });
        return byReason;
    }

    private static double value(String metrics, String name) throws Unknown {
        double value = metrics.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .max()
                .orElse(0);
        if (Double.isNaN(value)) {
            throw new Unknown();
        }
        return value;
    }

    /** The service has the metric and can't tell its value. */
    private static final class Unknown extends Exception {}
}
