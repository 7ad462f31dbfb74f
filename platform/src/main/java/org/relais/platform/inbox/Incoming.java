package org.relais.platform.inbox;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record on its way into the database. */
record Incoming(ConsumerRecord<byte[], byte[]> kafkaRecord, InboxSubscription subscription, Decoded decoded) {

    Coordinates at() {
        return Coordinates.of(kafkaRecord);
    }
}
