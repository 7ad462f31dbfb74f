package org.relais.notification.territory.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.relais.event.territory.v1.TerritoryPublished;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.platform.inbox.InboundEvent;

class TerritoryPublishedConsumptionTest {

    private record Wanted(String key, long version, String digest) {}

    @ReleasedVersionsOf(TerritoryPublished.class)
    void wantsTheVersionThatWasPublished(InboundEvent published) {
        // Given
        var wanted = new ArrayList<Wanted>();
        var subscription = new TerritorySubscription()
                .territoryVersions((key, version, digest) -> wanted.add(new Wanted(key, version, digest)));

        // When
        subscription.handler().handle(published);

        // Then
        assertThat(wanted).containsExactly(new Wanted("valmont", 1, "é digest"));
    }
}
