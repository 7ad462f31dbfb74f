package org.relais.platform.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes what stands in the outbox. Of all instances of a service the one with the fence does it; the others stand by.
 *
 * <p>First events come straight from memory, everything else from the table in the order of ids. A term ends with the connection,
 * with a producer that can't go on, or with the stop of this instance; what is in memory then is forgotten and read from the
 * table in the next term, here or elsewhere. So an event may be published twice, never left out, and never before an earlier one
 * of its lane has been.
 */
final class OutboxRelay implements HandOff, SmartLifecycle {

    /** Started before and stopped after everything that appends. */
    static final int PHASE = 0;

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int DELETE_AT = 256;
    private static final Duration TERM_WHERE_SOME_ARE_UNREAD = Duration.ofSeconds(10);

    private final DataSource dataSource;
    private final RelayProducers producers;
    private final OutboxSettings settings;
    private final NumberRecovery recovery;
    private final Lanes lanes;
    private final Signal signal = new Signal();
    private final AtomicBoolean leading = new AtomicBoolean();
    private volatile boolean running;
    /** Why the last term ended, where it was told and nothing else has come since. */
    private String told = "";

    private @Nullable Thread thread;

    OutboxRelay(DataSource dataSource, RelayProducers producers, OutboxSettings settings, NumberRecovery recovery) {
        this.dataSource = dataSource;
        this.producers = producers;
        this.settings = settings;
        this.recovery = recovery;
        this.lanes = new Lanes(settings.memory(), settings.memorySize().toBytes());
    }

    boolean leading() {
        return leading.get();
    }

    @Override
    public boolean promised(OutboxRow row) {
        return lanes.promise(row.id(), row.lane());
    }

    @Override
    public void committed(OutboxRow row) {
        lanes.handOver(row);
    }

    @Override
    public void withdrawn(OutboxRow row) {
        lanes.withdraw(row.id());
    }

    @Override
    public void look() {
        signal.raise();
    }

    @Override
    public void start() {
        if (settings.enabled() && !running) {
            running = true;
            thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::run);
        }
    }

    @Override
    public void stop() {
        running = false;
        signal.raise();
        Thread relay = thread;
        if (relay != null) {
            try {
                relay.join(settings.drain().plusSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void run() {
        while (running) {
            try (FencedConnection fence = FencedConnection.tryAcquire(dataSource)) {
                if (fence == null) {
                    told = "";
                } else {
                    lead(fence);
                }
            } catch (SQLException | RuntimeException e) {
                String reason = e.getClass().getSimpleName();
                // A database that stays away is asked twice a second; that it does is said once.
                if (!reason.equals(told)) {
                    log.atWarn()
                            .addKeyValue("outcome", "relay_interrupted")
                            .addKeyValue("reason", reason)
                            .log("The relay's term ended; events stay in the outbox");
                }
                told = reason;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Error e) {
                // A relay that ended for good would silence the service without ending it.
                log.atError()
                        .addKeyValue("outcome", "relay_interrupted")
                        .addKeyValue("reason", e.getClass().getSimpleName())
                        .setCause(e)
                        .log("The relay's term ended; events stay in the outbox");
            }
            if (running && !rest()) {
                return;
            }
        }
    }

    private boolean rest() {
        try {
            signal.await(settings.standBy());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void lead(FencedConnection fence) throws SQLException, InterruptedException {
        Set<String> unread = recovery.run(fence, this::isRunning);
        told = "";
        lanes.open(unread);
        long until = System.nanoTime() + TERM_WHERE_SOME_ARE_UNREAD.toNanos();
        try (RelaySender sender = new RelaySender(lanes, producers.open(), settings, signal)) {
            leading.set(true);
            log.atInfo().addKeyValue("outcome", "relay_leading").log("This instance publishes the outbox");
            while (running && sender.usable() && (unread.isEmpty() || System.nanoTime() - until < 0)) {
                boolean more = turn(fence, sender);
                if (!more && !lanes.hasDone(DELETE_AT)) {
                    signal.await(settings.tick());
                }
            }
            drain(fence, sender);
        } finally {
            leading.set(false);
            lanes.clear();
        }
    }

    /** One look at the table; true if there is more to read at once. */
    private boolean turn(FencedConnection fence, RelaySender sender) throws SQLException {
        settle(fence, sender);
        int limit = Math.min(settings.batch(), lanes.room());
        long bytes = lanes.roomInBytes();
        if (limit == 0 || bytes == 0) {
            return false;
        }
        long before = lanes.forgets();
        List<OutboxRow> rows = fence.poll(lanes.known(), lanes.suspended(), limit, bytes);
        if (before != lanes.forgets()) {
            return true;
        }
        rows.forEach(lanes::offer);
        return rows.size() == limit;
    }

    private void settle(FencedConnection fence, RelaySender sender) throws SQLException {
        for (Lanes.Failure failure : lanes.takeFailures()) {
            OutboxRow row = failure.row();
            fence.park(row.id(), failure.reason());
            lanes.forget(row.lane());
            log.atError()
                    .addKeyValue("requestId", row.lane().orderingKey())
                    .addKeyValue("topic", row.lane().topic())
                    .addKeyValue("outcome", "parked")
                    .addKeyValue("reason", failure.reason())
                    .log("An event can't be published; it and what follows it of the same request wait in the outbox");
        }
        // In this order: no place is written down in front of a row that still stands in the table.
        Map<TopicPartition, Long> reached = sender.takeReached();
        List<Long> done = lanes.takeDone();
        if (!done.isEmpty() || !reached.isEmpty()) {
            fence.delete(done, reached);
            lanes.deleted(done);
        }
    }

    private void drain(FencedConnection fence, RelaySender sender) throws SQLException, InterruptedException {
        lanes.refuseMore();
        long until = System.nanoTime() + settings.drain().toNanos();
        while (sender.usable() && !lanes.idle() && System.nanoTime() < until) {
            signal.await(settings.tick());
            settle(fence, sender);
        }
        settle(fence, sender);
    }
}
