package org.relais.platform.registry;

import org.jspecify.annotations.Nullable;

/** A configuration key is missing, unknown in its value, or contradicts another. The message names the key. */
public final class InvalidConfiguration extends RegistryException {

    InvalidConfiguration(String message) {
        super(message);
    }

    InvalidConfiguration(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
