package org.relais.platform.outbox;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.relais.event.catalogue.Topic;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Sequences in a table; inserting or updating the row is what locks it. */
final class JdbcSequences implements Sequences {

    private static final String DRAW = """
        INSERT INTO outbox_sequence AS s (topic, request_id, last) VALUES (?, ?, ?)
        ON CONFLICT (topic, request_id) DO UPDATE SET last = s.last + 1
        RETURNING last
        """;

    // Sorted, so that two transactions lock the same requests in the same order.
    private static final String DRAW_EACH = """
        INSERT INTO outbox_sequence AS s (topic, request_id, last)
        SELECT ?, id, 1 FROM unnest(?::text[]) WITH ORDINALITY AS wanted(id, position) ORDER BY position
        ON CONFLICT (topic, request_id) DO UPDATE SET last = s.last + 1
        RETURNING request_id, last
        """;

    private final JdbcTemplate jdbc;

    JdbcSequences(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public long next(Topic topic, String requestId) {
        return draw(topic, requestId, 1);
    }

    @Override
    public long nextAfterFirst(Topic topic, String requestId) {
        return draw(topic, requestId, 2);
    }

    @Override
    public Map<String, Long> next(Topic topic, Collection<String> requestIds) {
        requireTransaction();
        Map<String, Long> drawn = new HashMap<>();
        String[] sorted = new TreeSet<>(requestIds).toArray(String[]::new);
        jdbc.query(
                DRAW_EACH,
                (RowCallbackHandler) row -> drawn.put(row.getString(1), row.getLong(2)),
                topic.name(),
                sorted);
        return drawn;
    }

    private long draw(Topic topic, String requestId, long first) {
        requireTransaction();
        Long drawn = jdbc.queryForObject(DRAW, Long.class, topic.name(), requestId, first);
        if (drawn == null) {
            throw new IllegalStateException("no number was drawn for topic " + topic.name());
        }
        return drawn;
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a sequence number must be drawn inside a transaction");
        }
    }
}
