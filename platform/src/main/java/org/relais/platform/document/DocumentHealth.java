package org.relais.platform.document;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Out of service until the first document has arrived: a service that follows documents can't do its work before. */
final class DocumentHealth implements HealthIndicator {

    private final PublishedDocuments documents;

    DocumentHealth(PublishedDocuments documents) {
        this.documents = documents;
    }

    @Override
    public Health health() {
        var held = documents.all();
        var health = held.isEmpty() ? Health.outOfService() : Health.up();
        held.forEach(document -> health.withDetail(document.key(), document.version()));
        return health.build();
    }
}
