package org.relais.notification.territory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.relais.platform.document.PublishedDocument;
import org.relais.platform.document.PublishedDocuments;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The territories in force. */
@Component
public class Territories {

    private final PublishedDocuments documents;
    private final JsonMapper json;
    private final Map<String, Read> read = new ConcurrentHashMap<>();

    Territories(PublishedDocuments documents) {
        this.documents = documents;
        this.json = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /** The territory as it is now; empty as long as no version was read. */
    public Optional<Territory> find(String jurisdictionId) {
        return documents
                .current(jurisdictionId)
                .map(document -> read.compute(
                                jurisdictionId,
                                (_, known) ->
                                        known != null && known.version() == document.version() ? known : read(document))
                        .territory());
    }

    private Read read(PublishedDocument document) {
        return new Read(document.version(), json.readValue(document.json(), Territory.class));
    }

    private record Read(long version, Territory territory) {}
}
