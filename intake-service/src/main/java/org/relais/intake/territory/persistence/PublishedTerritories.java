package org.relais.intake.territory.persistence;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territory;
import org.relais.platform.document.PublishedDocument;
import org.relais.platform.document.PublishedDocuments;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The territories as published, each version read once. */
@Component
class PublishedTerritories implements Territories {

    private final PublishedDocuments documents;
    private final TerritoryReader reader;
    private final Map<String, Read> read = new ConcurrentHashMap<>();

    private record Read(String digest, Territory territory) {}

    PublishedTerritories(PublishedDocuments documents, JsonMapper mapper) {
        this.documents = documents;
        this.reader = new TerritoryReader(mapper);
    }

    @Override
    public List<Territory> all() {
        List<PublishedDocument> current = documents.all();
        if (current.size() == 1) {
            return List.of(territory(current.getFirst()));
        }
        return current.stream()
                .map(this::territory)
                .sorted(Comparator.comparing(Territory::jurisdictionId))
                .toList();
    }

    @Override
    public Optional<Territory> find(String jurisdictionId) {
        return documents.current(jurisdictionId).map(this::territory);
    }

    private Territory territory(PublishedDocument document) {
        Read known = read.get(document.key());
        if (known == null || !known.digest().equals(document.digest())) {
            known = new Read(document.digest(), reader.read(document.json()));
            read.put(document.key(), known);
        }
        return known.territory();
    }
}
