package org.relais.platform.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The right to do something, which one instance has: a lock in the database that ends with its session. */
public final class HeldLock implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Connection connection;
    private final String name;

    private HeldLock(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /** The right, or null where another instance has it. */
    public static @Nullable HeldLock tryAcquire(DataSource database, String name) throws SQLException {
        Connection connection = database.getConnection();
        try {
            connection.setAutoCommit(true);
            if (ask(connection, "SELECT pg_try_advisory_lock(hashtextextended(?, 0))", name)) {
                return new HeldLock(connection, name);
            }
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
        connection.close();
        return null;
    }

    /** The right, waited for while another instance has it. */
    public static HeldLock acquire(DataSource database, String name) throws SQLException {
        HeldLock lock = tryAcquire(database, name);
        while (lock == null) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            if (Thread.interrupted()) {
                throw new SQLException("interrupted while waiting for " + name);
            }
            lock = tryAcquire(database, name);
        }
        return lock;
    }

    /** @throws SQLException where the session, and with it the right, is lost */
    public void check() throws SQLException {
        ask(connection, "SELECT ? IS NOT NULL", name);
    }

    @Override
    public void close() throws SQLException {
        try {
            ask(connection, "SELECT pg_advisory_unlock(hashtextextended(?, 0))", name);
        } finally {
            connection.close();
        }
    }

    private static boolean ask(Connection connection, String question, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, name);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}
