package org.relais.platform.outbox;

/** Events that must reach Kafka in the order they were appended: one ordering key on one topic. */
record Lane(String topic, String orderingKey) {}
