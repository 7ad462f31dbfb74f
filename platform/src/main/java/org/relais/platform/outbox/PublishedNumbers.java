package org.relais.platform.outbox;

import org.relais.event.catalogue.Topic;
import org.springframework.jdbc.core.JdbcTemplate;

/** What this service is known to have published, a database included that it was restored behind. */
public final class PublishedNumbers {

    private static final String LAST =
            "SELECT coalesce(max(last), 0) FROM outbox_sequence WHERE topic = ? AND request_id = ?";

    private static final String REACHED = """
        INSERT INTO outbox_sequence AS s (topic, request_id, last) VALUES (?, ?, ?)
        ON CONFLICT (topic, request_id) DO UPDATE SET last = greatest(s.last, excluded.last)
        """;

    private final JdbcTemplate jdbc;

    PublishedNumbers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** At least the last number that was found in Kafka under a key when this service began to publish; 0 where none was. */
    public long last(Topic topic, String key) {
        Long last = jdbc.queryForObject(LAST, Long.class, topic.name(), key);
        return last == null ? 0 : last;
    }

    /** That a number that isn't drawn here was published, with the transaction it is called in. */
    public void reached(Topic topic, String key, long number) {
        jdbc.update(REACHED, topic.name(), key, number);
    }
}
