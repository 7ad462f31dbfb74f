package org.relais.platform.outbox;

import org.apache.avro.specific.SpecificRecord;

/** Turns a record into the bytes of the Confluent wire format. */
@FunctionalInterface
interface EventSerializer {

    byte[] serialize(String topic, SpecificRecord event);
}
