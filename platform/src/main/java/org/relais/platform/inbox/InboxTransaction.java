package org.relais.platform.inbox;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.relais.platform.inbox.Decoded.NotForUs;
import org.relais.platform.inbox.Decoded.Readable;
import org.relais.platform.inbox.Decoded.Undecided;
import org.relais.platform.inbox.Decoded.Unreadable;
import org.relais.platform.outbox.Outbox;
import org.relais.platform.outbox.PreparedEvent;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

/**
 * What one database transaction does with some records: lock the positions, load the last numbers, apply each record in its
 * order, store what was learnt. Used once.
 */
final class InboxTransaction {

    private final InboxStore store;
    private final EventDecoder decoder;
    private final Outbox outbox;
    private final Clock clock;
    private final String group;
    private final Map<Coordinates, String> condemned;

    private final Map<StreamKey, Long> sequences = new HashMap<>();
    private final Map<StreamKey, Long> movedSequences = new HashMap<>();
    private final Map<StreamKey, Long> latest = new HashMap<>();
    private final Map<StreamKey, Long> movedLatest = new HashMap<>();
    private final Map<StreamKey, SortedMap<Long, ConsumerRecord<byte[], byte[]>>> held = new HashMap<>();
    private final Map<StreamKey, SortedMap<Long, ConsumerRecord<byte[], byte[]>>> newlyHeld = new LinkedHashMap<>();
    private final Map<StreamKey, List<Long>> letGo = new LinkedHashMap<>();
    private final List<PreparedEvent> deadLetters = new ArrayList<>();
    private final Map<Coordinates, String> deadLetterReasons = new LinkedHashMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private boolean manyAtOnce;
    private @Nullable Coordinates again;
    private boolean releasing;

    /** @param condemned records that go to the dead letters instead of their handler, and why */
    InboxTransaction(
            InboxStore store,
            EventDecoder decoder,
            Outbox outbox,
            Clock clock,
            String group,
            Map<Coordinates, String> condemned) {
        this.store = store;
        this.decoder = decoder;
        this.outbox = outbox;
        this.clock = clock;
        this.group = group;
        this.condemned = condemned;
    }

    /** What became of one record, for metrics and logs once the transaction has committed. */
    record Outcome(
            Coordinates at,
            Fate fate,
            @Nullable String reason,
            @Nullable String requestId,
            @Nullable String eventId) {}

    /** Applies what the database has not seen yet, and moves the positions. */
    List<Outcome> applyNew(List<Incoming> batch) {
        manyAtOnce = batch.size() > 1;
        Set<TopicPartition> partitions = new LinkedHashSet<>();
        batch.forEach(incoming -> partitions.add(incoming.at().topicPartition()));
        Map<TopicPartition, Long> positions = store.lockPositions(partitions);
        Map<TopicPartition, Long> moved = new LinkedHashMap<>();
        List<Incoming> unseen = new ArrayList<>(batch.size());
        for (Incoming incoming : batch) {
            TopicPartition partition = incoming.at().topicPartition();
            if (incoming.at().offset() >= positions.getOrDefault(partition, 0L)) {
                unseen.add(incoming);
                moved.put(partition, incoming.at().offset() + 1);
            } else {
                outcomes.add(new Outcome(incoming.at(), Fate.REPEATED, "below_position", null, null));
            }
        }
        applyAll(unseen);
        if (!moved.isEmpty()) {
            store.movePositions(moved);
        }
        return outcomes;
    }

    /** Applies one record that was read before, whatever the position; whoever applies its partition's records waits meanwhile. */
    List<Outcome> applyAgain(Incoming incoming) {
        again = incoming.at();
        store.lockPositions(Set.of(incoming.at().topicPartition()));
        applyAll(List.of(incoming));
        return outcomes;
    }

    /** Goes over the gap in front of what is held of this stream, and applies what waited. */
    List<Outcome> applyHeld(StreamKey stream, InboxSubscription subscription, String reason) {
        load(Set.of(stream));
        SortedMap<Long, ConsumerRecord<byte[], byte[]>> waiting = held.get(stream);
        if (waiting == null || waiting.isEmpty()) {
            return outcomes;
        }
        long last = sequences.getOrDefault(stream, 0L);
        long first = waiting.firstKey();
        if (first > last + 1) {
            store.recordGivenUp(stream, last + 1, first - 1, reason);
            seen(stream, first - 1);
        }
        release(stream, subscription);
        save();
        return outcomes;
    }

    private void applyAll(List<Incoming> batch) {
        load(streams(batch));
        tellAhead(batch);
        batch.forEach(this::apply);
        save();
    }

    private void tellAhead(List<Incoming> batch) {
        Map<EventHandler, List<InboundEvent>> ahead = new LinkedHashMap<>();
        for (Incoming incoming : batch) {
            if (incoming.decoded() instanceof Readable(InboundEvent event) && !condemned.containsKey(incoming.at())) {
                ahead.computeIfAbsent(incoming.subscription().handler(), handler -> new ArrayList<>())
                        .add(event);
            }
        }
        ahead.forEach(EventHandler::ahead);
    }

    private static Set<StreamKey> streams(List<Incoming> batch) {
        Set<StreamKey> streams = new LinkedHashSet<>();
        for (Incoming incoming : batch) {
            String id = switch (incoming.decoded()) {
                case Readable(InboundEvent event) -> event.requestId();
                case NotForUs notForUs -> notForUs.requestId();
                case Unreadable _, Undecided _ -> null;
            };
            if (id != null && !(incoming.subscription() instanceof InboxSubscription.Commands)) {
                streams.add(new StreamKey(incoming.kafkaRecord().topic(), id));
            }
        }
        return streams;
    }

    private void load(Set<StreamKey> streams) {
        sequences.putAll(store.lastSequences(streams));
        latest.putAll(store.latest(streams));
        held.putAll(store.held(streams));
    }

    private void apply(Incoming incoming) {
        switch (incoming.decoded()) {
            case Unreadable(String reason) -> bury(incoming.kafkaRecord(), reason, null);
            case Undecided(RuntimeException cause) -> throw new HandlerFailed(incoming.at(), cause);
            case NotForUs notForUs -> pass(incoming, notForUs);
            case Readable(InboundEvent event) -> {
                switch (incoming.subscription()) {
                    case InboxSubscription.Numbered numbered -> applyNumbered(incoming, numbered, event);
                    case InboxSubscription.Latest subscription -> applyLatest(incoming, subscription, event);
                    case InboxSubscription.Commands commands -> handle(incoming, commands, event);
                }
            }
        }
    }

    /** A type that isn't for us counts as seen where it has a number. */
    private void pass(Incoming incoming, NotForUs notForUs) {
        String requestId = notForUs.requestId();
        if (requestId == null || notForUs.sequence() <= 0) {
            outcome(incoming, Fate.SKIPPED, notForUs.type(), null);
            return;
        }
        StreamKey stream = new StreamKey(incoming.kafkaRecord().topic(), requestId);
        switch (Succession.of(sequences.getOrDefault(stream, 0L), notForUs.sequence())) {
            case REPEAT -> outcome(incoming, Fate.REPEATED, null, null);
            case GAP -> hold(stream, notForUs.sequence(), incoming, null);
            case NEXT -> {
                seen(stream, notForUs.sequence());
                outcome(incoming, Fate.SKIPPED, notForUs.type(), null);
                release(stream, incoming.subscription());
            }
        }
    }

    private void applyNumbered(Incoming incoming, InboxSubscription.Numbered numbered, InboundEvent event) {
        StreamKey stream = new StreamKey(event.topic(), event.requestId());
        switch (Succession.of(sequences.getOrDefault(stream, 0L), event.sequence())) {
            case REPEAT -> outcome(incoming, Fate.REPEATED, null, event);
            case GAP -> hold(stream, event.sequence(), incoming, event);
            case NEXT -> {
                if (handle(incoming, numbered, event)) {
                    seen(stream, event.sequence());
                    release(stream, numbered);
                }
            }
        }
    }

    private void applyLatest(Incoming incoming, InboxSubscription.Latest subscription, InboundEvent event) {
        StreamKey stream = new StreamKey(event.topic(), event.requestId());
        if (event.sequence() <= latest.getOrDefault(stream, 0L)) {
            outcome(incoming, Fate.REPEATED, null, event);
        } else if (handle(incoming, subscription, event)) {
            latest.put(stream, event.sequence());
            movedLatest.put(stream, event.sequence());
        }
    }

    /** True if the event was applied, false if it went to the dead letters. */
    private boolean handle(Incoming incoming, InboxSubscription subscription, InboundEvent event) {
        String reason = condemned.get(incoming.at());
        if (reason != null) {
            bury(incoming.kafkaRecord(), reason, event);
            return false;
        }
        try (TraceScope _ = TraceScope.of(incoming.kafkaRecord().headers())) {
            subscription.handler().handle(event);
            if (!manyAtOnce) {
                // What the database refuses then counts against this event, not against one that has released it.
                TransactionSynchronizationUtils.triggerFlush();
            }
        } catch (RuntimeException e) {
            throw new HandlerFailed(incoming.at(), e);
        } catch (StackOverflowError e) {
            throw new HandlerFailed(incoming.at(), new IllegalStateException("the handler went too deep", e));
        }
        outcome(incoming, Fate.APPLIED, null, event);
        return true;
    }

    private void hold(StreamKey stream, long sequence, Incoming incoming, @Nullable InboundEvent event) {
        SortedMap<Long, ConsumerRecord<byte[], byte[]>> waiting = held.computeIfAbsent(stream, key -> new TreeMap<>());
        if (waiting.putIfAbsent(sequence, incoming.kafkaRecord()) == null) {
            newlyHeld.computeIfAbsent(stream, key -> new TreeMap<>()).put(sequence, incoming.kafkaRecord());
        }
        outcome(incoming, Fate.HELD, "gap", event);
    }

    /** Applies what waited for the number that has just been seen. */
    private void release(StreamKey stream, InboxSubscription subscription) {
        if (releasing) {
            return;
        }
        releasing = true;
        try {
            releaseInTurn(stream, subscription);
        } finally {
            releasing = false;
        }
    }

    private void releaseInTurn(StreamKey stream, InboxSubscription subscription) {
        SortedMap<Long, ConsumerRecord<byte[], byte[]>> waiting = held.get(stream);
        while (waiting != null && !waiting.isEmpty()) {
            Map.Entry<Long, ConsumerRecord<byte[], byte[]>> first = waiting.firstEntry();
            long sequence = first.getKey();
            if (Succession.of(sequences.getOrDefault(stream, 0L), sequence) == Succession.GAP) {
                return;
            }
            waiting.remove(sequence);
            Incoming next = decoder.decode(subscription, first.getValue());
            SortedMap<Long, ConsumerRecord<byte[], byte[]>> unsaved = newlyHeld.get(stream);
            if (unsaved == null || unsaved.remove(sequence) == null) {
                letGo.computeIfAbsent(stream, key -> new ArrayList<>()).add(sequence);
            }
            apply(next);
        }
    }

    private void seen(StreamKey stream, long sequence) {
        sequences.put(stream, sequence);
        movedSequences.put(stream, sequence);
    }

    private void bury(ConsumerRecord<byte[], byte[]> dead, String reason, @Nullable InboundEvent event) {
        Coordinates at = Coordinates.of(dead);
        if (!at.equals(again)) {
            deadLetters.add(DeadLetter.of(dead, group, reason, clock.instant()));
        }
        deadLetterReasons.put(at, reason);
        outcomes.add(new Outcome(
                at,
                Fate.DEAD_LETTERED,
                reason,
                event == null ? null : event.requestId(),
                event == null ? null : event.eventId()));
    }

    private void outcome(Incoming incoming, Fate fate, @Nullable String reason, @Nullable InboundEvent event) {
        outcomes.add(new Outcome(
                incoming.at(),
                fate,
                reason,
                event == null ? null : event.requestId(),
                event == null ? null : event.eventId()));
    }

    private void save() {
        store.saveSequences(movedSequences);
        store.saveLatest(movedLatest);
        newlyHeld.forEach((stream, waiting) ->
                waiting.forEach((sequence, kafkaRecord) -> store.hold(stream, sequence, kafkaRecord)));
        letGo.forEach(store::letGo);
        outbox.append(deadLetters);
        store.addDeadLetters(deadLetterReasons, clock.instant());
    }
}
