package org.relais.platform.outbox;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Events that could not be published. Released, they are tried again, and what waited behind them follows. */
public final class ParkedEvents {

    private final JdbcTemplate jdbc;

    ParkedEvents(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param waiting how many later events of the same request wait behind it
     */
    public record Parked(
            long id, String topic, String orderingKey, long sequence, Instant parkedAt, String reason, long waiting) {}

    public List<Parked> list() {
        return jdbc.query(
                """
                SELECT id, topic, ordering_key, sequence, parked_at, parked_reason,
                       (SELECT count(*) FROM outbox w WHERE w.topic = p.topic AND w.ordering_key = p.ordering_key AND w.id > p.id)
                FROM outbox p WHERE parked_at IS NOT NULL ORDER BY id LIMIT 1000
                """,
                (row, n) -> new Parked(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getTimestamp(5).toInstant(),
                        row.getString(6),
                        row.getLong(7)));
    }

    /** Tries one again; false if it isn't parked. */
    public boolean release(long id) {
        return jdbc.update(
                        "UPDATE outbox SET parked_at = NULL, parked_reason = NULL WHERE id = ? AND parked_at IS NOT"
                                + " NULL",
                        id)
                == 1;
    }
}
