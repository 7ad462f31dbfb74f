package org.relais.platform.inbox;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Events that wait because something before them is missing. */
public final class HeldEvents {

    private final JdbcTemplate jdbc;
    private final InboxStore store;
    private final Inbox inbox;

    HeldEvents(JdbcTemplate jdbc, InboxStore store, Inbox inbox) {
        this.jdbc = jdbc;
        this.store = store;
        this.inbox = inbox;
    }

    /**
     * A request whose events wait.
     *
     * @param missing the number that is waited for
     * @param first the first number that waits
     */
    public record Held(String topic, String requestId, long missing, long first, long waiting, Instant since) {}

    public List<Held> list() {
        return jdbc.query(
                """
                SELECT h.topic, h.request_id, coalesce(max(s.last), 0) + 1, min(h.sequence), count(*), min(h.since)
                FROM inbox_held h LEFT JOIN inbox_sequence s ON s.topic = h.topic AND s.request_id = h.request_id
                GROUP BY h.topic, h.request_id ORDER BY min(h.since) LIMIT 1000
                """,
                (row, n) -> new Held(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getTimestamp(6).toInstant()));
    }

    /**
     * Waits no longer for what is missing before this request's held events: they are applied in their order, up to the next gap.
     * What was missing counts as seen, should it still arrive.
     *
     * @param reason why; it is recorded
     * @return how many events were released
     */
    public int giveUp(String requestId, String reason) {
        int released = 0;
        for (StreamKey stream : store.streamsHeldFor(requestId)) {
            released += inbox.giveUp(stream, reason).size();
        }
        return released;
    }
}
