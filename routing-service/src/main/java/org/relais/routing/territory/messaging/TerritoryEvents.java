package org.relais.routing.territory.messaging;

import java.time.Clock;
import org.relais.event.catalogue.Topics;
import org.relais.event.territory.v1.TerritoryPublished;
import org.relais.platform.identifier.Identifiers;
import org.relais.platform.outbox.Outbox;
import org.relais.platform.outbox.PublishedNumbers;
import org.relais.routing.territory.publishing.VersionAnnouncement;
import org.springframework.stereotype.Component;

@Component
final class TerritoryEvents implements VersionAnnouncement {

    private final Outbox outbox;
    private final PublishedNumbers published;
    private final Identifiers identifiers;
    private final Clock clock;

    TerritoryEvents(Outbox outbox, PublishedNumbers published, Identifiers identifiers, Clock clock) {
        this.outbox = outbox;
        this.published = published;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    @Override
    public void announce(String jurisdictionId, long version, String digest) {
        published.reached(Topics.TERRITORY_VERSIONS, jurisdictionId, version);
        outbox.append(
                Topics.TERRITORY_VERSIONS,
                TerritoryPublished.newBuilder()
                        .setEventId(identifiers.next().toString())
                        .setJurisdictionId(jurisdictionId)
                        .setSequence(version)
                        .setOccurredAt(clock.instant())
                        .setVersion(version)
                        .setDigest(digest)
                        .build());
    }

    @Override
    public long lastAnnounced(String jurisdictionId) {
        return published.last(Topics.TERRITORY_VERSIONS, jurisdictionId);
    }
}
