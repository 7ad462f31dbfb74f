package org.relais.bench.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Rows of a service's outbox, counted in the table itself: the metric {@code relais_outbox_rows} says the same, up to a second
 * later.
 */
public final class OutboxBacklog implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Connection connection;
    private final PreparedStatement count;

    public OutboxBacklog(Connection connection) throws SQLException {
        this.connection = connection;
        this.count = connection.prepareStatement("SELECT count(*) FROM outbox");
    }

    public long rows() {
        try (var found = count.executeQuery()) {
            found.next();
            return found.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the outbox can't be counted", e);
        }
    }

    /** Waits until everything is published. */
    public void awaitEmpty() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (rows() > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(rows() + " events still wait in the outbox after " + PATIENCE);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
