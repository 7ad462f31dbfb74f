package org.relais.intake.dialogue.persistence;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.relais.intake.dialogue.Turns;
import org.relais.intake.filing.PayloadMark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * A lock in the database for each person, in a transaction that does nothing else. It is held on connections of their own, few and
 * opened when they are needed: the work takes its connections from the service's pool, and would wait forever for one that other
 * turns hold. Of one person's messages in one instance only one holds or awaits such a connection.
 */
@Component
class LockedTurns implements Turns, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(LockedTurns.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_AT_ONCE = 8;

    private final HikariDataSource connections = new HikariDataSource();
    private final LoadingCache<PayloadMark, Lock> here =
            Caffeine.newBuilder().weakValues().build(person -> new ReentrantLock());

    LockedTurns(DataSource database) throws SQLException {
        database.unwrap(HikariDataSource.class).copyStateTo(connections);
        connections.setPoolName("turns");
        connections.setMaximumPoolSize(MOST_AT_ONCE);
        connections.setMinimumIdle(0);
        connections.setConnectionTimeout(PATIENCE.toMillis());
        // A database that is down is told by the wait for a connection, as for the service's own pool.
        connections.setInitializationFailTimeout(-1);
    }

    @Override
    public <T> Optional<T> inTurn(PayloadMark person, Supplier<T> work) {
        Lock lock = here.get(person);
        if (!isHad(lock)) {
            return Optional.empty();
        }
        try (Connection _ = turnOf(person)) {
            return Optional.of(work.get());
        } catch (SQLException lost) {
            // What was done stays done, and becomes the same thing when it is handed over again.
            return later(lost);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void destroy() {
        connections.close();
    }

    private static boolean isHad(Lock lock) {
        try {
            return lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Closing it ends the transaction, and the turn with it. */
    private Connection turnOf(PayloadMark person) throws SQLException {
        Connection connection = connections.getConnection();
        try {
            connection.setAutoCommit(false);
            ask(connection, "SELECT set_config('lock_timeout', ?, true)", PATIENCE.toMillis() + "ms");
            ask(
                    connection,
                    "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
                    "dialogue/" + HexFormat.of().formatHex(person.bytes()));
            return connection;
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    private static void ask(Connection connection, String question, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, value);
            statement.execute();
        }
    }

    private static <T> Optional<T> later(SQLException why) {
        LOG.atWarn()
                .addKeyValue("outcome", "postponed")
                .addKeyValue("reason", why.getSQLState())
                .log("a person's turn did not come in time");
        return Optional.empty();
    }
}
