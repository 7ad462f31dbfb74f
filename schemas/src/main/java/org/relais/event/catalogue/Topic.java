package org.relais.event.catalogue;

import java.time.Duration;
import java.util.List;
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
}
