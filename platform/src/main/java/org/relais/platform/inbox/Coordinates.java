package org.relais.platform.inbox;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Where a record stands in Kafka. */
record Coordinates(String topic, int partition, long offset) {

    static Coordinates of(ConsumerRecord<byte[], byte[]> at) {
        return new Coordinates(at.topic(), at.partition(), at.offset());
    }

    TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }
}
