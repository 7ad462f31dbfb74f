package org.relais.platform.identifier;

import java.util.UUID;

/** Source of new ids. */
@FunctionalInterface
public interface Identifiers {

    /** A new UUIDv7 (RFC 9562): ordered by time, random otherwise. */
    UUID next();
}
