package org.relais.platform.registry;

import org.jspecify.annotations.Nullable;

/**
 * No registry gave an answer about the schema: unreachable, too slow, failing, or refusing us entry. Says nothing about the
 * record, which may well be read once the registry is back or lets us in.
 */
public final class RegistryUnavailable extends RegistryException {

    public RegistryUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
