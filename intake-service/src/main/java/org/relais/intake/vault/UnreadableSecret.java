package org.relais.intake.vault;

import org.jspecify.annotations.Nullable;

/** What is stored can't be opened: its master key isn't configured any more, or its bytes were changed. */
public class UnreadableSecret extends RuntimeException {

    UnreadableSecret(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
