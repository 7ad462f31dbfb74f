package org.relais.platform.outbox;

import java.util.OptionalLong;

/** The number that stands within an event's value. */
interface EventNumbers {

    /** Empty where the value is none of our events. */
    OptionalLong of(byte[] value);

    /** The same event under another number. */
    byte[] renumbered(String topic, byte[] value, long number);
}
