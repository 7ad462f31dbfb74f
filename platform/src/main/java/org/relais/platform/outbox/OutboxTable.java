package org.relais.platform.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table, as writers see it. */
final class OutboxTable {

    // The ids are drawn after sorting, so they grow in the order of the list.
    private static final String INSERT = """
        INSERT INTO outbox (topic, ordering_key, sequence, key, headers, value, renumberable)
        SELECT topic, ordering_key, sequence, key, headers, value, renumberable
        FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bytea[], ?::bytea[], ?::bytea[], ?::boolean[]) WITH ORDINALITY
            AS event(topic, ordering_key, sequence, key, headers, value, renumberable, position)
        ORDER BY position
        RETURNING id
        """;

    private final JdbcTemplate jdbc;

    /** @param renumberable whether its number was drawn, and is not 1 by construction */
    record NewRow(PreparedEvent event, boolean renumberable) {}

    OutboxTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Inserts with one statement, in the list's order. */
    List<OutboxRow> insert(List<NewRow> events) {
        List<OutboxRow> rows = jdbc.execute((ConnectionCallback<List<OutboxRow>>) c -> insert(c, events));
        if (rows == null) {
            throw new IllegalStateException("no rows were stored");
        }
        return rows;
    }

    private static List<OutboxRow> insert(Connection connection, List<NewRow> events) throws SQLException {
        int size = events.size();
        Object[] topics = new Object[size];
        Object[] orderingKeys = new Object[size];
        Object[] sequences = new Object[size];
        byte[][] keys = new byte[size][];
        byte[][] headers = new byte[size][];
        byte[][] values = new byte[size][];
        Object[] renumberable = new Object[size];
        for (int i = 0; i < size; i++) {
            PreparedEvent event = events.get(i).event();
            topics[i] = event.topic();
            orderingKeys[i] = event.orderingKey();
            sequences[i] = event.sequence();
            keys[i] = event.key();
            headers[i] = HeaderBytes.write(event.kafkaHeaders());
            values[i] = event.value();
            renumberable[i] = events.get(i).renumberable();
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setArray(1, array(connection, "text", topics));
            statement.setArray(2, array(connection, "text", orderingKeys));
            statement.setArray(3, array(connection, "bigint", sequences));
            statement.setArray(4, array(connection, "bytea", keys));
            statement.setArray(5, array(connection, "bytea", headers));
            statement.setArray(6, array(connection, "bytea", values));
            statement.setArray(7, array(connection, "boolean", renumberable));
            return stored(statement, events);
        }
    }

    private static List<OutboxRow> stored(PreparedStatement statement, List<NewRow> events) throws SQLException {
        List<OutboxRow> rows = new ArrayList<>(events.size());
        try (ResultSet ids = statement.executeQuery()) {
            for (NewRow row : events) {
                if (!ids.next()) {
                    throw new IllegalStateException("fewer rows were stored than given");
                }
                rows.add(new OutboxRow(ids.getLong(1), row.event()));
            }
        }
        return rows;
    }

    private static Array array(Connection connection, String type, Object[] elements) throws SQLException {
        return connection.createArrayOf(type, elements);
    }
}
