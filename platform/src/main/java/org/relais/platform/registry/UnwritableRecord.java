package org.relais.platform.registry;

import org.jspecify.annotations.Nullable;

/** The value can't be written as Avro: no Avro record, or its fields don't fit its schema. */
public final class UnwritableRecord extends RegistryException {

    UnwritableRecord(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
