package org.relais.platform.registry;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** What went wrong between a record and its schema. The message names the subject or id, the registry and the cause. */
public abstract sealed class RegistryException extends SerializationException
        permits RegistryUnavailable,
                RegistryRefusal,
                UnknownSchema,
                SchemaNotFound,
                IncompatibleSchema,
                InvalidConfiguration,
                UnreadableRecord,
                UnwritableRecord {

    RegistryException(String message) {
        super(message);
    }

    RegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
