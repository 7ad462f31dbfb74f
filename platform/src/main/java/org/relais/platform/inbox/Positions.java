package org.relais.platform.inbox;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Where reading begins: where the database stands, whatever Kafka remembers. */
final class Positions {

    private static final Logger log = LoggerFactory.getLogger(Positions.class);

    private final InboxStore store;
    private final TransactionTemplate transaction;

    Positions(InboxStore store, TransactionTemplate transaction) {
        this.store = store;
        this.transaction = transaction;
    }

    /**
     * The database's positions. One that lies beyond the end of its partition knows records that Kafka has lost, and what stands
     * there now may be new: reading begins anew then, and what was applied before is known by its number.
     */
    Map<TopicPartition, Long> at(Collection<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> positions = transaction.execute(status -> {
            Map<TopicPartition, Long> known = new HashMap<>(store.lockPositions(partitions));
            Map<TopicPartition, Long> anew = new HashMap<>();
            known.forEach((partition, position) -> {
                if (position > ends.getOrDefault(partition, Long.MAX_VALUE)) {
                    anew.put(partition, 0L);
                }
            });
            if (!anew.isEmpty()) {
                anew.keySet().forEach(Positions::warn);
                store.movePositions(anew);
                known.putAll(anew);
            }
            return known;
        });
        return positions == null ? Map.of() : positions;
    }

    private static void warn(TopicPartition partition) {
        log.atError()
                .addKeyValue("topic", partition.topic())
                .addKeyValue("partition", partition.partition())
                .addKeyValue("outcome", "read_anew")
                .addKeyValue("reason", "position_beyond_end")
                .log("Kafka holds fewer records than were applied; the partition is read from its beginning");
    }
}
