package org.relais.platform.outbox;

import java.util.Collection;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.relais.event.catalogue.Topic;

/**
 * Where a service puts the events it decided on. What is appended commits or rolls back with the caller's transaction and is
 * published afterwards, with {@code acks=all}, in order per key.
 */
public interface Outbox {

    /**
     * Turns a record into bytes and headers, without touching the database.
     *
     * <p>The CloudEvents headers are read from the record's own fields {@code eventId}, {@code requestId}, {@code occurredAt};
     * {@code ce_source} is the topic's source and {@code ce_type} the record's full name. The Kafka key is the record's request
     * id (or jurisdiction id, as {@link Topic#key()} says).
     *
     * @throws RuntimeException if the schema's id is in no cache and no registry answers
     */
    PreparedEvent prepare(Topic topic, SpecificRecord event);

    /** Appends in the given order; must be called inside a transaction. */
    void append(Collection<PreparedEvent> events);

    /**
     * Appends an event that gets the next number of its stream just before the commit, when all numbers of the transaction are
     * drawn by one statement, or before, where the transaction is flushed. Must be called inside a transaction; what
     * {@code numbered} or the serialiser throws comes out of the flush or of the commit and rolls it back.
     *
     * @param numbered makes the record from its number
     */
    void append(Topic topic, String requestId, Numbering numbering, LongFunction<? extends SpecificRecord> numbered);

    /** Prepares and appends one event; must be called inside a transaction. */
    default void append(Topic topic, SpecificRecord event) {
        append(List.of(prepare(topic, event)));
    }
}
