package org.relais.routing.calendar;

import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Moments of 2026; the days around both clock changes in Europe/Paris come up often. */
public final class MomentsOf2026 {

    private MomentsOf2026() {}

    public static Arbitrary<Instant> any() {
        return Arbitraries.oneOf(
                seconds("2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z"),
                seconds("2026-03-26T12:00:00Z", "2026-03-30T12:00:00Z"),
                seconds("2026-10-22T12:00:00Z", "2026-10-26T12:00:00Z"));
    }

    private static Arbitrary<Instant> seconds(String from, String to) {
        return Arbitraries.longs()
                .between(Instant.parse(from).getEpochSecond(), Instant.parse(to).getEpochSecond())
                .map(Instant::ofEpochSecond);
    }
}
