package org.relais.bench.relay;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** One relay in a process of its own: drains what stands in its table, then follows a writer. */
public final class RelayRun {

    static final String OURS = "relais";
    private static final int EVENTS_OF_A_REQUEST = 4;
    private static final int A_TRANSACTION = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Relay relay;
    private final RelayTarget target;
    private final Connection eye;

    private RelayRun(Relay relay, RelayTarget target) throws SQLException {
        this.relay = relay;
        this.target = target;
        this.eye = DriverManager.getConnection(target.jdbcUrl(), target.user(), target.user());
    }

    /** @param arguments which relay, JDBC URL, user, bootstrap servers, topic, rows, seconds beside a writer */
    public static void main(String[] arguments) throws SQLException {
        var target = new RelayTarget(arguments[1], arguments[2], arguments[3], arguments[4]);
        try (Relay relay = arguments[0].equals(OURS) ? new OurRelay(target) : new LibraryRelay(target)) {
            var run = new RelayRun(relay, target);
            var rows = Integer.parseInt(arguments[5]);
            run.drain(rows / 4);
            IO.println("%s drains %s".formatted(arguments[0], run.drain(rows)));
            var time = Duration.ofSeconds(Long.parseLong(arguments[6]));
            IO.println("%s beside a writer at full speed %s".formatted(arguments[0], run.besideAWriter(time)));
        }
        System.exit(0);
    }

    private String drain(int rows) throws SQLException {
        relay.stop();
        for (int written = 0; written < rows; written += A_TRANSACTION) {
            relay.append(events());
        }
        var waiting = waiting();
        relay.start();
        var begin = System.nanoTime();
        awaitEmpty();
        var seconds = (System.nanoTime() - begin) / 1e9;
        return String.format(Locale.ROOT, "%,d rows in %.2f s: %,.0f/s", waiting, seconds, waiting / seconds);
    }

    private String besideAWriter(Duration time) throws SQLException {
        var begin = System.nanoTime();
        long written = 0;
        while (System.nanoTime() - begin < time.toNanos()) {
            relay.append(events());
            written += A_TRANSACTION;
        }
        var writing = (System.nanoTime() - begin) / 1e9;
        var waiting = waiting();
        awaitEmpty();
        var all = (System.nanoTime() - begin) / 1e9;
        return String.format(
                Locale.ROOT,
                "written %,.0f/s, published %,.0f/s meanwhile, %,d waiting at its end; sustained %,.0f/s",
                written / writing,
                (written - waiting) / writing,
                waiting,
                written / all);
    }

    /** Of a few requests, each with its events in order. */
    private List<Event> events() {
        var events = new ArrayList<Event>();
        for (int request = 0; request < A_TRANSACTION / EVENTS_OF_A_REQUEST; request++) {
            var id = UUID.randomUUID().toString();
            for (int sequence = 1; sequence <= EVENTS_OF_A_REQUEST; sequence++) {
                events.add(Event.of(target.topic(), id, sequence));
            }
        }
        return events;
    }

    private void awaitEmpty() throws SQLException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (waiting() > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(waiting() + " rows still wait after " + PATIENCE);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private long waiting() throws SQLException {
        try (var statement = eye.createStatement();
                var found = statement.executeQuery("SELECT count(*) FROM " + relay.table())) {
            found.next();
            return found.getLong(1);
        }
    }
}
