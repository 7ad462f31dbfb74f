package org.relais.platform.outbox;

import org.apache.kafka.clients.producer.Producer;

/** Makes the producer of one term of relaying. */
@FunctionalInterface
interface RelayProducers {

    Producer<byte[], byte[]> open();
}
