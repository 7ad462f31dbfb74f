package org.relais.platform.outbox;

import org.relais.event.catalogue.Topic;
import org.springframework.jdbc.core.JdbcTemplate;

/** The last number of each key that this service has published, also where its database was restored from a copy that is older. */
public final class PublishedNumbers {

    private static final String LAST =
            "SELECT coalesce(max(last), 0) FROM outbox_sequence WHERE topic = ? AND request_id = ?";

    private final JdbcTemplate jdbc;

    PublishedNumbers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** At least the last number that was found in Kafka under a key when this service began to publish; 0 where none was. */
    public long last(Topic topic, String key) {
        Long last = jdbc.queryForObject(LAST, Long.class, topic.name(), key);
        return last == null ? 0 : last;
    }

    /**
     * Notes a number that its service gives itself, with the transaction it is called in. Otherwise what is published under it would
     * look as if the database had been restored.
     */
    public void reached(Topic topic, String key, long number) {
        jdbc.update(SequenceTable.RAISE, topic.name(), key, number);
    }
}
