package org.relais.event.catalogue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka topic: who writes it, what stands in it, and how it is kept.
 *
 * @param name the topic's name, {@code <context>.<plural-noun>.v<major>}
 * @param owner the one service (or department) that writes it
 * @param source the CloudEvents {@code ce_source} of its records; sequences count per source and request
 * @param key what the record's key is
 * @param events the record types that stand in it; a reader skips the ones it doesn't know
 * @param partitions number of partitions at creation
 * @param retention how long records are kept; null where the topic is compacted
 * @param consumers consumer groups that read it
 */
public record Topic(
        String name,
        String owner,
        String source,
        Key key,
        List<Class<? extends SpecificRecord>> events,
        int partitions,
        @Nullable Duration retention,
        List<String> consumers) {

    /**
     * Bytes of the largest record on a topic of dead letters: above what Kafka lets others write, compressed as they may be, and
     * what headers add.
     */
    public static final int LARGEST_DEAD_LETTER = 8 * 1024 * 1024;

    /** What a topic's records are keyed by. */
    public enum Key {
        REQUEST_ID,
        JURISDICTION_ID,
        /** The key of the record that could not be read, untouched. */
        ORIGINAL
    }

    public boolean compacted() {
        return retention == null;
    }

    /** What Kafka is told about the topic when it is made, by the names of its settings. */
    public Map<String, String> configuration() {
        Map<String, String> configuration = new TreeMap<>();
        if (retention == null) {
            configuration.put("cleanup.policy", "compact");
        } else {
            configuration.put("retention.ms", Long.toString(retention.toMillis()));
        }
        if (key == Key.ORIGINAL) {
            configuration.put("max.message.bytes", Integer.toString(LARGEST_DEAD_LETTER));
        }
        return configuration;
    }
}
