package org.relais.platform.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.relais.platform.inbox.Inbox.Blocked;
import org.relais.platform.retry.Unavailability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One thread that reads. A partition whose record fails is paused at that record and tried again later, while the others go on
 * and the membership stays alive; a container that pauses or seeks as a whole could not do that.
 */
final class InboxConsumer implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(InboxConsumer.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration REOPEN_AFTER = Duration.ofSeconds(1);
    private static final Duration COMMIT_EVERY = Duration.ofMillis(500);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Subscriptions subscriptions;
    private final Positions positions;
    private final Inbox inbox;
    private final InboxLag lag;
    private final Map<TopicPartition, Long> pausedUntil = new HashMap<>();
    private final Map<TopicPartition, ConsumerRecord<byte[], byte[]>> lastRead = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
    /** Partitions whose place Kafka doesn't know yet. */
    private final Set<TopicPartition> uncommitted = new HashSet<>();

    private long committedAt;
    /** Why partitions were assigned whose place is not known. */
    private @Nullable RuntimeException unplaced;

    private boolean placed;
    /** Why it began again, until it knows its place; empty otherwise. */
    private String told = "";

    private volatile boolean running = true;
    private volatile boolean healthy = true;
    private volatile @Nullable Consumer<byte[], byte[]> current;

    InboxConsumer(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Subscriptions subscriptions,
            Positions positions,
            Inbox inbox,
            InboxLag lag) {
        this.consumers = consumers;
        this.subscriptions = subscriptions;
        this.positions = positions;
        this.inbox = inbox;
        this.lag = lag;
    }

    boolean healthy() {
        return healthy;
    }

    void stop() {
        running = false;
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public void run() {
        try {
            while (running) {
                read();
            }
        } catch (FencedInstanceIdException e) {
            log.atError()
                    .addKeyValue("outcome", "consumer_stopped")
                    .addKeyValue("reason", "fenced_instance")
                    .log("Another process reads under the same instance number; this one stops");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            healthy = false;
        }
    }

    private void read() throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            current = consumer;
            consumer.subscribe(subscriptions.topics(), new Assignment(consumer));
            while (running) {
                turn(consumer);
                healthy = true;
            }
        } catch (WakeupException e) {
            log.atDebug().addKeyValue("outcome", "woken").log("The consumer was asked to stop");
        } catch (FencedInstanceIdException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // An error too: a reader that ended for good would stop the service without ending it.
            healthy = false;
            tell(e);
            Thread.sleep(REOPEN_AFTER);
        } finally {
            current = null;
            forgetAll();
        }
    }

    /** A database that stays away is asked once a second; that it does is said once. */
    private void tell(Throwable failure) {
        Optional<Throwable> outage = Unavailability.behind(failure);
        String reason = outage.orElse(failure).getClass().getSimpleName();
        if (!reason.equals(told)) {
            log.atLevel(outage.isPresent() ? Level.WARN : Level.ERROR)
                    .addKeyValue("outcome", "consumer_reopened")
                    .addKeyValue("reason", reason)
                    .setCause(outage.isPresent() || failure instanceof KafkaException ? null : failure)
                    .log("The consumer can't go on; it begins again where the database stands");
        }
        told = reason;
    }

    /** A turn before its places are known tells nothing: it may not have got to the database. */
    private void tellThatItReads() {
        if (placed && !told.isEmpty()) {
            log.atInfo().addKeyValue("outcome", "consumer_reads").log("The consumer reads again");
            told = "";
        }
    }

    private void turn(Consumer<byte[], byte[]> consumer) {
        resumeWhatIsDue(consumer);
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        requirePlaces();
        if (!polled.isEmpty()) {
            beforeTaking(consumer, polled);
            Map<TopicPartition, Blocked> blocked = inbox.take(polled);
            blocked.forEach((partition, at) -> block(consumer, partition, at));
            moveOn(polled, blocked);
        }
        commit(consumer);
        measure(consumer);
        tellThatItReads();
    }

    /** Before anything is taken: what was polled may come from elsewhere than where the database stands. */
    private void requirePlaces() {
        RuntimeException failed = unplaced;
        if (failed != null) {
            throw failed;
        }
    }

    private void resumeWhatIsDue(Consumer<byte[], byte[]> consumer) {
        if (pausedUntil.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        List<TopicPartition> due = new ArrayList<>();
        pausedUntil.forEach((partition, until) -> {
            if (until - now <= 0) {
                due.add(partition);
            }
        });
        due.forEach(pausedUntil::remove);
        consumer.resume(due);
    }

    private void beforeTaking(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> kafkaRecords = polled.records(partition);
            lag.is(partition, kafkaRecords.size() + behind(consumer, partition), kafkaRecords.getFirst());
            lastRead.put(partition, kafkaRecords.getLast());
        }
    }

    private void block(Consumer<byte[], byte[]> consumer, TopicPartition partition, Blocked at) {
        consumer.seek(partition, at.at().offset());
        consumer.pause(List.of(partition));
        pausedUntil.put(partition, System.nanoTime() + at.backOff().toNanos());
        lastRead.put(partition, at.at());
    }

    private void moveOn(ConsumerRecords<byte[], byte[]> polled, Map<TopicPartition, Blocked> blocked) {
        for (TopicPartition partition : polled.partitions()) {
            Blocked at = blocked.get(partition);
            long next = at == null
                    ? polled.records(partition).getLast().offset() + 1
                    : at.at().offset();
            reach(partition, next);
        }
    }

    private void reach(TopicPartition partition, long next) {
        reached.put(partition, new OffsetAndMetadata(next));
        uncommitted.add(partition);
    }

    /** Kafka's own offsets only follow, for tools that show the lag; with every batch they would be half of the broker's work. */
    private void commit(Consumer<byte[], byte[]> consumer) {
        long now = System.nanoTime();
        if (uncommitted.isEmpty() || now - committedAt < COMMIT_EVERY.toNanos()) {
            return;
        }
        committedAt = now;
        commit(consumer, Set.copyOf(uncommitted));
    }

    private void commit(Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(reached);
        offsets.keySet().retainAll(partitions);
        uncommitted.removeAll(partitions);
        consumer.commitAsync(offsets, (committed, failure) -> {
            if (failure != null) {
                // Again, and where it stands by then; but not what somebody else reads now.
                committed.keySet().stream().filter(reached::containsKey).forEach(uncommitted::add);
                log.atDebug()
                        .addKeyValue("outcome", "offsets_not_committed")
                        .addKeyValue("reason", failure.getClass().getSimpleName())
                        .log("Kafka's own offsets stay behind for now; the database holds the position");
            }
        });
    }

    private void measure(Consumer<byte[], byte[]> consumer) {
        for (TopicPartition partition : consumer.assignment()) {
            ConsumerRecord<byte[], byte[]> last = lastRead.get(partition);
            if (last == null) {
                lag.is(partition, behind(consumer, partition));
            } else {
                lag.is(partition, behind(consumer, partition), last);
            }
        }
    }

    private static long behind(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        return Math.max(0, consumer.currentLag(partition).orElse(0));
    }

    private void forgetAll() {
        unplaced = null;
        placed = false;
        pausedUntil.clear();
        reached.clear();
        uncommitted.clear();
        lastRead.keySet().forEach(lag::leave);
        lastRead.clear();
    }

    private final class Assignment implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> consumer;

        Assignment(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (partitions.isEmpty()) {
                return;
            }
            try {
                place(partitions);
            } catch (KafkaException ofTheClient) {
                throw ofTheClient;
            } catch (RuntimeException failed) {
                // Not thrown from here: the client would log each such call as an error, with its whole trace.
                unplaced = failed;
            }
        }

        private void place(Collection<TopicPartition> partitions) {
            positions.at(partitions, consumer.endOffsets(partitions)).forEach((partition, position) -> {
                consumer.seek(partition, position);
                // A reader that was killed may have applied more than it committed, and no record may come for long.
                reach(partition, position);
            });
            partitions.forEach(lag::follow);
            placed = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            Set<TopicPartition> last = new HashSet<>(uncommitted);
            last.retainAll(partitions);
            try {
                if (!last.isEmpty()) {
                    commit(consumer, last);
                }
            } finally {
                leave(partitions);
            }
        }

        /** They have another reader already, who commits for them. */
        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            leave(partitions);
        }

        private void leave(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                pausedUntil.remove(partition);
                lastRead.remove(partition);
                reached.remove(partition);
                uncommitted.remove(partition);
                lag.leave(partition);
            }
        }
    }
}
