package org.relais.intake.mail.imap;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The right to read a mailbox, which one instance has: a lock in the database that ends with its session. */
final class MailboxFence implements AutoCloseable {

    private final Connection connection;
    private final String name;

    private MailboxFence(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /** The right, or null where another instance has it. */
    static @Nullable MailboxFence tryAcquire(DataSource database, String name) throws SQLException {
        Connection connection = database.getConnection();
        try {
            connection.setAutoCommit(true);
            if (ask(connection, "SELECT pg_try_advisory_lock(hashtextextended(?, 0))", name)) {
                return new MailboxFence(connection, name);
            }
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
        connection.close();
        return null;
    }

    /** @throws SQLException where the session, and with it the right, is lost */
    void check() throws SQLException {
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
