package org.relais.platform.refresh;

import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while something kept in memory can't be read anew: this instance goes on by what was, and doesn't see what others change. */
final class RefreshHealth implements HealthIndicator {

    private final List<Refreshed> kept;

    RefreshHealth(List<Refreshed> kept) {
        this.kept = List.copyOf(kept);
    }

    @Override
    public Health health() {
        boolean failing = kept.stream().anyMatch(each -> each.failing().isPresent());
        Health.Builder health = failing ? Health.down() : Health.up();
        kept.forEach(each -> health.withDetail(
                each.name(),
                each.failing()
                        .map(failed -> failed.reason() + ", " + failed.times() + " times")
                        .orElse("fresh")));
        return health.build();
    }
}
