package org.relais.platform.document;

import org.jspecify.annotations.Nullable;

/** A document could not be fetched for now. */
final class DocumentUnavailable extends RuntimeException {

    DocumentUnavailable(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
