package org.relais.platform.inbox;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.relais.platform.inbox.Decoded.Undecided;
import org.relais.platform.inbox.InboxTransaction.Outcome;
import org.relais.platform.outbox.Outbox;
import org.relais.platform.retry.Unavailability;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what was polled into the database: all of it in one transaction, or, if that fails, each record in its own. A partition
 * whose record fails is blocked there, and nothing behind it is applied before.
 */
final class Inbox {

    static final String HANDLER_FAILED = "handler_failed";

    private final InboxStore store;
    private final EventDecoder decoder;
    private final Subscriptions subscriptions;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final Clock clock;
    private final String group;
    private final InboxSettings settings;
    private final InboxJournal journal;
    private final Map<Coordinates, Integer> failures = new ConcurrentHashMap<>();
    private final Map<Coordinates, String> condemned = new ConcurrentHashMap<>();

    Inbox(
            InboxStore store,
            EventDecoder decoder,
            Subscriptions subscriptions,
            TransactionTemplate transaction,
            Outbox outbox,
            Clock clock,
            String group,
            InboxSettings settings,
            InboxJournal journal) {
        this.store = store;
        this.decoder = decoder;
        this.subscriptions = subscriptions;
        this.transaction = transaction;
        this.outbox = outbox;
        this.clock = clock;
        this.group = group;
        this.settings = settings;
        this.journal = journal;
    }

    /** Where a partition stands still, and for how long. */
    record Blocked(ConsumerRecord<byte[], byte[]> at, Duration backOff) {}

    /** Applies in order; what is blocked, and everything behind it, was not applied. */
    Map<TopicPartition, Blocked> take(Iterable<ConsumerRecord<byte[], byte[]>> polled) {
        Map<TopicPartition, Blocked> blocked = new LinkedHashMap<>();
        List<Incoming> batch = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> kafkaRecord : polled) {
            TopicPartition partition = new TopicPartition(kafkaRecord.topic(), kafkaRecord.partition());
            if (blocked.containsKey(partition)) {
                continue;
            }
            Incoming incoming = decoder.decode(subscriptions.of(kafkaRecord.topic()), kafkaRecord);
            if (incoming.decoded() instanceof Undecided(RuntimeException cause)) {
                blocked.put(partition, waiting(incoming, incoming.at(), cause));
            } else {
                batch.add(incoming);
            }
        }
        if (batch.isEmpty()) {
            return blocked;
        }
        try {
            applyTogether(batch);
        } catch (RuntimeException e) {
            if (batch.size() > 1 && Unavailability.isBehind(e)) {
                batch.forEach(incoming -> blocked.computeIfAbsent(
                        incoming.at().topicPartition(), partition -> waiting(incoming, incoming.at(), e)));
                return earliest(batch, blocked);
            }
            applyEachAlone(batch, blocked);
        }
        return blocked;
    }

    /** Applies one record again that was read before, and what waited for it. */
    List<Outcome> again(ConsumerRecord<byte[], byte[]> origin) {
        Incoming incoming = decoder.decode(subscriptions.of(origin.topic()), origin);
        return letGo(incoming.at(), () -> inTransaction().applyAgain(incoming));
    }

    /** Goes over the gap of a stream. */
    List<Outcome> giveUp(StreamKey stream, String reason) {
        InboxSubscription subscription = subscriptions.of(stream.topic());
        return letGo(null, () -> {
            store.lockAllPositions(stream.topic());
            return inTransaction().applyHeld(stream, subscription, reason);
        });
    }

    /**
     * What a person lets go on doesn't stop at an event that waited and can't be applied either: that one goes to the dead
     * letters, as it would have if nobody had had to help, and after as many attempts: the caller waits for them, some seconds for
     * each such event.
     *
     * @param asked the record that this is about, whose failure is the answer; null where it is about what waits alone
     */
    private List<Outcome> letGo(@Nullable Coordinates asked, Supplier<List<Outcome>> work) {
        List<Coordinates> judged = new ArrayList<>();
        try {
            while (true) {
                try {
                    List<Outcome> outcomes = committed(work);
                    outcomes.forEach(outcome -> forget(outcome.at()));
                    return outcomes;
                } catch (HandlerFailed e) {
                    if (e.at().equals(asked)
                            || condemned.containsKey(e.at())
                            || Unavailability.isBehind(e.failure())
                            || Thread.currentThread().isInterrupted()) {
                        throw e;
                    }
                    judged.add(e.at());
                    if (!condemn(e.at(), e.failure())) {
                        LockSupport.parkNanos(settings.backOff(failures.getOrDefault(e.at(), 1))
                                .toNanos());
                    }
                }
            }
        } catch (RuntimeException undone) {
            // What was to be buried along with it waits on, and is judged anew when its turn comes.
            judged.forEach(this::forget);
            throw undone;
        }
    }

    private List<Outcome> committed(Supplier<List<Outcome>> work) {
        List<Outcome> outcomes = transaction.execute(status -> work.get());
        List<Outcome> certain = outcomes == null ? List.of() : outcomes;
        journal.committed(certain);
        return certain;
    }

    private void applyTogether(List<Incoming> batch) {
        List<Outcome> outcomes = committed(() -> inTransaction().applyNew(batch));
        if (!failures.isEmpty() || !condemned.isEmpty()) {
            outcomes.forEach(outcome -> forget(outcome.at()));
        }
    }

    private void applyEachAlone(List<Incoming> batch, Map<TopicPartition, Blocked> blocked) {
        for (Incoming incoming : batch) {
            TopicPartition partition = incoming.at().topicPartition();
            Blocked already = blocked.get(partition);
            if (already != null && already.at().offset() <= incoming.at().offset()) {
                continue;
            }
            Blocked failed = applyAlone(incoming);
            if (failed != null) {
                blocked.put(partition, failed);
            }
        }
    }

    private @Nullable Blocked applyAlone(Incoming incoming) {
        while (true) {
            try {
                applyTogether(List.of(incoming));
                return null;
            } catch (HandlerFailed e) {
                if (!condemn(e.at(), e.failure())) {
                    return waiting(incoming, e.at(), e.failure());
                }
            } catch (RuntimeException e) {
                if (!condemn(incoming.at(), e)) {
                    return waiting(incoming, incoming.at(), e);
                }
            }
        }
    }

    /** True if the record was condemned by this and may be tried again at once, to be buried. */
    private boolean condemn(Coordinates at, RuntimeException failure) {
        if (condemned.containsKey(at)) {
            return false;
        }
        if (failure instanceof UnacceptableEvent unacceptable) {
            condemned.put(at, unacceptable.reasonCode());
            return true;
        }
        if (Unavailability.isBehind(failure)) {
            return false;
        }
        if (failures.merge(at, 1, Integer::sum) < settings.attempts()) {
            return false;
        }
        condemned.put(at, HANDLER_FAILED);
        return true;
    }

    private Blocked waiting(Incoming incoming, Coordinates failedAt, RuntimeException failure) {
        int times = Unavailability.isBehind(failure)
                ? failures.merge(infrastructure(failedAt), 1, Integer::sum)
                : failures.getOrDefault(failedAt, 1);
        Duration backOff = settings.backOff(times);
        journal.waiting(failedAt, failure, backOff);
        return new Blocked(incoming.kafkaRecord(), backOff);
    }

    /** Counted apart from the event's own failures: waiting for a part that is down uses up no attempt. */
    private static Coordinates infrastructure(Coordinates at) {
        return new Coordinates(at.topic(), at.partition(), -1);
    }

    private void forget(Coordinates at) {
        failures.remove(at);
        failures.remove(infrastructure(at));
        condemned.remove(at);
    }

    private InboxTransaction inTransaction() {
        return new InboxTransaction(store, decoder, outbox, clock, group, condemned);
    }

    /** Where the whole batch was rolled back, each partition stands at its first record. */
    private static Map<TopicPartition, Blocked> earliest(List<Incoming> batch, Map<TopicPartition, Blocked> blocked) {
        for (Incoming incoming : batch) {
            blocked.computeIfPresent(
                    incoming.at().topicPartition(),
                    (partition, at) -> incoming.at().offset() < at.at().offset()
                            ? new Blocked(incoming.kafkaRecord(), at.backOff())
                            : at);
        }
        return blocked;
    }
}
