package org.relais.platform.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdentifiersTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void anIdIsAVersion7OfItsTime() {
        UUID id = at(NOON).next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void laterIdsSortLaterAsText() {
        assertThat(at(NOON.plusMillis(1)).next().toString())
                .isGreaterThan(at(NOON).next().toString());
    }

    @Test
    void idsOfTheSameInstantDiffer() {
        Identifiers identifiers = at(NOON);
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(identifiers.next());
        }

        assertThat(ids).hasSize(10_000);
    }

    private static Identifiers at(Instant instant) {
        return new TimeOrderedIdentifiers(Clock.fixed(instant, ZoneOffset.UTC));
    }
}
