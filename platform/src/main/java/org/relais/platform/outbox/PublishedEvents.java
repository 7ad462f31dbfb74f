package org.relais.platform.outbox;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/** What stands in Kafka of this service's own numbered events. */
interface PublishedEvents {

    /**
     * Reads from these positions to the ends, partitions that have no position from their beginnings.
     *
     * @param wanted whether to read on
     * @param batches takes what was found, in its order
     * @return names of topics that can't be read to their ends now
     * @throws RuntimeException if Kafka or the registry doesn't answer at all
     */
    Set<String> readFrom(Map<TopicPartition, Long> positions, BooleanSupplier wanted, Batches batches)
            throws SQLException;

    /** Takes a part of what was read. */
    interface Batches {

        /**
         * @param found of each lane
         * @param reached the position behind it of each partition
         */
        void take(Collection<PublishedLane> found, Map<TopicPartition, Long> reached) throws SQLException;
    }
}
