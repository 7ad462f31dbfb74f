package org.relais.platform.identifier;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** UUIDv7: 48 bits of milliseconds, then 74 random bits that nobody can guess. */
final class TimeOrderedIdentifiers implements Identifiers {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    TimeOrderedIdentifiers(Clock clock) {
        this.clock = clock;
    }

    @Override
    public UUID next() {
        long high = (clock.millis() << 16) | VERSION_7 | (random.nextLong() & 0x0FFFL);
        long low = (random.nextLong() >>> 2) | VARIANT;
        return new UUID(high, low);
    }
}
