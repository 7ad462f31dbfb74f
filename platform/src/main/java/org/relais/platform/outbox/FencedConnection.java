package org.relais.platform.outbox;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The connection that holds the right to relay. The same session reads, renumbers and deletes, so who loses it loses the right with it.
 */
final class FencedConnection implements AutoCloseable {

    /** Locks are per database, and a service has a database of its own. */
    private static final long LOCK = 0x52656C6179L;

    private static final String POLL = """
        SELECT id, topic, ordering_key, sequence, key, headers, value FROM (
            SELECT *, sum(size) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) - size AS size_before FROM (
                SELECT id, topic, ordering_key, sequence, key, headers, value,
                    octet_length(headers) + coalesce(octet_length(key), 0) + coalesce(octet_length(value), 0) AS size
                FROM outbox o
                WHERE id <> ALL (?) AND topic <> ALL (?) AND parked_at IS NULL
                  AND NOT EXISTS (SELECT 1 FROM outbox p
                      WHERE p.parked_at IS NOT NULL AND p.topic = o.topic AND p.ordering_key = o.ordering_key)
                ORDER BY id LIMIT ?) next) sized
        WHERE size_before < ?
        ORDER BY id
        """;

    private static final String REACHED = """
        INSERT INTO outbox_published (topic, partition, next_offset)
        SELECT * FROM unnest(?::text[], ?::int[], ?::bigint[])
        ON CONFLICT (topic, partition) DO UPDATE SET next_offset = excluded.next_offset
        """;
    private static final String PUBLISHED = "WITH reached AS (" + REACHED + ") DELETE FROM outbox WHERE id = ANY (?)";

    private final Connection connection;

    private FencedConnection(Connection connection) {
        this.connection = connection;
    }

    /** The fence, or null if another instance holds it. */
    static @Nullable FencedConnection tryAcquire(DataSource dataSource) throws SQLException {
        Connection connection = open(dataSource);
        try {
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement();
                    ResultSet answer = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
                answer.next();
                if (answer.getBoolean(1)) {
                    prepareSession(connection);
                    return new FencedConnection(connection);
                }
            }
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
        connection.close();
        return null;
    }

    /** @param bytes how many they may take together, but for the last of them: one is found however large it is */
    List<OutboxRow> poll(Long[] known, String[] suspended, int limit, long bytes) throws SQLException {
        List<OutboxRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(POLL)) {
            statement.setArray(1, array("bigint", known));
            statement.setArray(2, array("text", suspended));
            statement.setInt(3, limit);
            statement.setLong(4, bytes);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(row(found));
                }
            }
        }
        return rows;
    }

    /** @param reached the positions behind what was published, of some partitions */
    void delete(List<Long> ids, Map<TopicPartition, Long> reached) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PUBLISHED)) {
            bindPositions(statement, reached);
            statement.setArray(4, array("bigint", ids.toArray()));
            statement.executeUpdate();
        }
    }

    /** Up to where Kafka's records are known to have numbers that this database has drawn. */
    Map<TopicPartition, Long> positions() throws SQLException {
        Map<TopicPartition, Long> positions = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT topic, partition, next_offset FROM outbox_published")) {
            while (found.next()) {
                positions.put(new TopicPartition(found.getString(1), found.getInt(2)), found.getLong(3));
            }
        }
        return positions;
    }

    void reached(Map<TopicPartition, Long> positions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REACHED)) {
            bindPositions(statement, positions);
            statement.executeUpdate();
        }
    }

    /** For what needs a transaction of its own; left as it was found. */
    Connection session() {
        return connection;
    }

    void park(long id, String reason) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE outbox SET parked_at = now(), parked_reason = ? WHERE id = ?")) {
            statement.setString(1, reason);
            statement.setLong(2, id);
            statement.executeUpdate();
        }
    }

    /** Ends the session, and the right with it. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void bindPositions(PreparedStatement statement, Map<TopicPartition, Long> positions) throws SQLException {
        List<TopicPartition> partitions = List.copyOf(positions.keySet());
        statement.setArray(
                1, array("text", partitions.stream().map(TopicPartition::topic).toArray()));
        statement.setArray(
                2,
                array("int", partitions.stream().map(TopicPartition::partition).toArray()));
        statement.setArray(
                3, array("bigint", partitions.stream().map(positions::get).toArray()));
    }

    private Array array(String type, Object[] elements) throws SQLException {
        return connection.createArrayOf(type, elements);
    }

    static OutboxRow row(ResultSet found) throws SQLException {
        PreparedEvent event = new PreparedEvent(
                found.getString(2),
                found.getString(3),
                found.getLong(4),
                found.getBytes(5),
                HeaderBytes.read(found.getBytes(6)),
                found.getBytes(7));
        return new OutboxRow(found.getLong(1), event);
    }

    /** A connection beside the pool: a pool hands sessions on, lock included. */
    private static Connection open(DataSource dataSource) throws SQLException {
        HikariDataSource pool = dataSource.unwrap(HikariDataSource.class);
        Properties properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        properties.setProperty("user", pool.getUsername());
        if (pool.getPassword() != null) {
            properties.setProperty("password", pool.getPassword());
        }
        properties.setProperty("ApplicationName", "relais-outbox-relay");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("socketTimeout", "20");
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(pool.getJdbcUrl(), properties);
    }

    /**
     * The server notices a vanished client within seconds and frees the lock. A deletion may be lost with the server: the event
     * is published once more then.
     */
    private static void prepareSession(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = off");
            statement.execute("SET tcp_keepalives_idle = 5");
            statement.execute("SET tcp_keepalives_interval = 2");
            statement.execute("SET tcp_keepalives_count = 3");
        }
    }
}
