package org.relais.platform.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.relais.platform.inbox.InboxTransaction.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Counts and logs every fate, once it is certain. */
final class InboxJournal {

    private static final Logger log = LoggerFactory.getLogger(InboxJournal.class);

    /** As our own are; what a department calls its commands and cases may be anything, a person's address too. */
    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final MeterRegistry meters;

    InboxJournal(MeterRegistry meters) {
        this.meters = meters;
    }

    void committed(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            Coordinates at = outcome.at();
            String name = outcome.fate().outcome();
            meters.counter("relais.inbox.events", "topic", at.topic(), "outcome", name)
                    .increment();
            if (outcome.fate() == Fate.DEAD_LETTERED && outcome.reason() != null) {
                meters.counter("relais.dead.letters", "reason", outcome.reason())
                        .increment();
            }
            log.atLevel(level(outcome.fate()))
                    .addKeyValue("requestId", id(outcome.requestId()))
                    .addKeyValue("eventId", id(outcome.eventId()))
                    .addKeyValue("topic", at.topic())
                    .addKeyValue("partition", at.partition())
                    .addKeyValue("offset", at.offset())
                    .addKeyValue("outcome", name)
                    .addKeyValue("reason", outcome.reason())
                    .log(text(outcome.fate()));
        }
    }

    void waiting(Coordinates at, RuntimeException failure, Duration backOff) {
        meters.counter("relais.inbox.retries", "topic", at.topic()).increment();
        log.atWarn()
                .addKeyValue("topic", at.topic())
                .addKeyValue("partition", at.partition())
                .addKeyValue("offset", at.offset())
                .addKeyValue("outcome", "retried")
                .addKeyValue("reason", failure.getClass().getSimpleName())
                .log("An event could not be applied; its partition waits {} ms", backOff.toMillis());
    }

    private static @Nullable String id(@Nullable String told) {
        return told != null && ID.matcher(told).matches() ? told : null;
    }

    private static Level level(Fate fate) {
        return switch (fate) {
            case APPLIED, SKIPPED, REPEATED -> Level.DEBUG;
            case HELD, DEAD_LETTERED -> Level.WARN;
        };
    }

    private static String text(Fate fate) {
        return switch (fate) {
            case APPLIED -> "Applied";
            case SKIPPED -> "Not for this service";
            case REPEATED -> "Applied before";
            case HELD -> "Something is missing before this event; it waits";
            case DEAD_LETTERED -> "This event can't be applied; it is among the dead letters";
        };
    }
}
