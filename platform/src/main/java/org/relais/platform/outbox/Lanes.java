package org.relais.platform.outbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the relay holds in memory: for each lane the rows in their order, of which only the first is ever with the producer.
 *
 * <p>A row is <em>known</em> from the moment it is promised (stored, not yet committed), handed over or read from the table until
 * it is deleted from the table, so that it isn't taken twice. Whatever is forgotten here still stands in the table and is read
 * from there again; {@link #forgets()} tells a reader that what it has read since may be out of date.
 */
final class Lanes {

    private final int capacity;
    private final long mostBytes;
    private final BlockingQueue<OutboxRow> ready = new LinkedBlockingQueue<>();
    private final Map<Lane, Deque<Slot>> lanes = new HashMap<>();
    private final Map<Long, Lane> known = new HashMap<>();
    private final Set<String> suspended = new HashSet<>();
    private final List<Long> done = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private boolean open;
    private long forgets;
    /** Of all rows here. */
    private long bytes;

    /**
     * @param capacity how many rows are known at most
     * @param mostBytes how many bytes the rows here take at most, but for the last of them
     */
    Lanes(int capacity, long mostBytes) {
        this.capacity = capacity;
        this.mostBytes = mostBytes;
    }

    /** A row that can't be published, and why. */
    record Failure(OutboxRow row, String reason) {}

    /** @param setAside topics of which nothing is taken before the next time */
    synchronized void open(Set<String> setAside) {
        clear();
        suspended.addAll(setAside);
        open = true;
    }

    /** Takes nothing more; what is here already goes on. */
    synchronized void refuseMore() {
        open = false;
    }

    synchronized void clear() {
        open = false;
        lanes.clear();
        known.clear();
        suspended.clear();
        done.clear();
        failures.clear();
        ready.clear();
        bytes = 0;
        forgets++;
    }

    /** Keeps a place for a first event before it commits, so that nothing of its lane overtakes it and the poll leaves it. */
    synchronized boolean promise(long id, Lane lane) {
        if (!open || full() || suspended.contains(lane.topic()) || lanes.containsKey(lane)) {
            return false;
        }
        known.put(id, lane);
        lanes.computeIfAbsent(lane, l -> new ArrayDeque<>(1)).add(new Slot(id, null));
        return true;
    }

    /** A promised row has committed. */
    synchronized void handOver(OutboxRow row) {
        Deque<Slot> slots = lanes.get(row.lane());
        Slot head = slots == null ? null : slots.peek();
        if (head != null && head.id == row.id() && head.row == null) {
            head.row = row;
            bytes += row.event().size();
            ready.add(row);
        }
    }

    /** A promised row has not committed, or nobody knows. */
    synchronized void withdraw(long id) {
        Lane lane = known.get(id);
        if (lane != null) {
            forget(lane);
        }
    }

    /** Takes a row read from the table. Rows of a lane must come in their order. */
    synchronized void offer(OutboxRow row) {
        if (!open || full() || suspended.contains(row.event().topic()) || known.containsKey(row.id())) {
            return;
        }
        known.put(row.id(), row.lane());
        Deque<Slot> slots = lanes.computeIfAbsent(row.lane(), lane -> new ArrayDeque<>(1));
        slots.add(new Slot(row.id(), row));
        bytes += row.event().size();
        if (slots.size() == 1) {
            ready.add(row);
        }
    }

    /** The next row for the producer; null if none came in time. */
    @Nullable
    OutboxRow take(long timeout, TimeUnit unit) throws InterruptedException {
        OutboxRow row = ready.poll(timeout, unit);
        return row != null && begin(row) ? row : null;
    }

    synchronized void acknowledged(OutboxRow row) {
        Deque<Slot> slots = lanes.get(row.lane());
        if (slots == null || !isHead(slots, row)) {
            return;
        }
        slots.remove();
        bytes -= row.event().size();
        done.add(row.id());
        Slot next = slots.peek();
        if (next == null) {
            lanes.remove(row.lane());
        } else if (next.row != null) {
            ready.add(next.row);
        }
    }

    /** The row stays at the head of its lane, which stands still until {@link #forget}. */
    synchronized void failed(OutboxRow row, String reason) {
        Deque<Slot> slots = lanes.get(row.lane());
        if (slots != null && isHead(slots, row)) {
            failures.add(new Failure(row, reason));
        }
    }

    /** Sets a topic aside: its rows that are not with the producer are forgotten, and no new ones taken. */
    synchronized void suspend(String topic, OutboxRow refused) {
        suspended.add(topic);
        Deque<Slot> refusedLane = lanes.get(refused.lane());
        if (refusedLane != null && isHead(refusedLane, refused)) {
            refusedLane.element().inFlight = false;
        }
        Iterator<Map.Entry<Lane, Deque<Slot>>> all = lanes.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Lane, Deque<Slot>> entry = all.next();
            Slot head = entry.getValue().element();
            if (entry.getKey().topic().equals(topic) && !head.inFlight && head.row != null) {
                entry.getValue().forEach(this::letGo);
                all.remove();
            }
        }
        forgets++;
    }

    synchronized void resume(String topic) {
        suspended.remove(topic);
    }

    synchronized void forget(Lane lane) {
        Deque<Slot> slots = lanes.remove(lane);
        if (slots != null) {
            slots.forEach(this::letGo);
        }
        forgets++;
    }

    synchronized List<Failure> takeFailures() {
        List<Failure> taken = List.copyOf(failures);
        failures.clear();
        return taken;
    }

    synchronized List<Long> takeDone() {
        List<Long> taken = List.copyOf(done);
        done.clear();
        return taken;
    }

    synchronized void deleted(List<Long> ids) {
        ids.forEach(known::remove);
    }

    synchronized boolean hasDone(int atLeast) {
        return done.size() >= atLeast;
    }

    synchronized int room() {
        return open ? Math.max(0, capacity - known.size()) : 0;
    }

    synchronized long roomInBytes() {
        return open ? Math.max(0, mostBytes - bytes) : 0;
    }

    /** Whether everything taken was acknowledged or has failed. */
    synchronized boolean idle() {
        return lanes.size() == failures.size();
    }

    synchronized Long[] known() {
        return known.keySet().toArray(Long[]::new);
    }

    synchronized String[] suspended() {
        return suspended.toArray(String[]::new);
    }

    synchronized long forgets() {
        return forgets;
    }

    private synchronized boolean begin(OutboxRow row) {
        Deque<Slot> slots = lanes.get(row.lane());
        if (slots == null || !isHead(slots, row) || slots.element().inFlight) {
            return false;
        }
        slots.element().inFlight = true;
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // a row read again after it was forgotten is another one
    private static boolean isHead(Deque<Slot> slots, OutboxRow row) {
        Slot head = slots.peek();
        return head != null && head.row == row;
    }

    private boolean full() {
        return known.size() >= capacity || bytes >= mostBytes;
    }

    private void letGo(Slot slot) {
        known.remove(slot.id);
        if (slot.row != null) {
            bytes -= slot.row.event().size();
        }
    }

    private static final class Slot {
        private final long id;
        private @Nullable OutboxRow row;
        private boolean inFlight;

        Slot(long id, @Nullable OutboxRow row) {
            this.id = id;
            this.row = row;
        }
    }
}
