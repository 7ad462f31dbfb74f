package org.relais.routing.places;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.relais.platform.security.Caller;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.RecurringPlaces;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.folder.DemoTerritory;
import org.springframework.ui.ExtendedModelMap;

class RecurringPlacePagesTest {

    private static final Instant NOW = Instant.parse("2026-11-27T02:00:00Z");
    private static final Territory HERE = DemoTerritory.territory();
    private static final Territory OVERSEAS = DemoTerritory.of(
            "territory.yaml",
            DemoTerritory.text("territory.yaml")
                    .replace("jurisdictionId: valmont", "jurisdictionId: overseas")
                    .replace("Europe/Paris", "America/Martinique"));

    /** It was still the day before there. */
    @Test
    void whoWatchesOverSeveralTerritoriesReadsTheDaysOfEachAsTheyWereThere() {
        Territories territories = new Both();
        ExtendedModelMap model = new ExtendedModelMap();

        new RecurringPlacePages(
                        new PlaceViews(new OneInEach(), territories, Clock.fixed(NOW, ZoneOffset.UTC)), territories)
                .list(new Caller("watch", null, Set.of("admin")), null, model, Locale.FRENCH);

        assertThat(model.get("zones"))
                .isEqualTo(Map.of(
                        "valmont", ZoneId.of("Europe/Paris"),
                        "overseas", ZoneId.of("America/Martinique"),
                        "gone", ZoneOffset.UTC));
    }

    private record Both() implements Territories {

        @Override
        public Optional<Territory> current(String jurisdictionId) {
            return current().stream()
                    .filter(territory -> territory.jurisdictionId().equals(jurisdictionId))
                    .findFirst();
        }

        @Override
        public List<Territory> current() {
            return List.of(HERE, OVERSEAS);
        }
    }

    private record OneInEach() implements RecurringPlaces {

        @Override
        public List<RecurringPlace> list(Sought sought, Instant now) {
            return List.of(place("valmont"), place("overseas"), place("gone"));
        }

        private static RecurringPlace place(String territory) {
            Recurrence recurrence =
                    new Recurrence(UUID.nameUUIDFromBytes(territory.getBytes(StandardCharsets.UTF_8)), 3, NOW);
            return new RecurringPlace(recurrence, NOW, territory, "pothole", 0, 0, List.of());
        }

        @Override
        public Map<UUID, Recurrence> of(Collection<UUID> caseIds, Instant now) {
            return Map.of();
        }

        @Override
        public void add(CaseFile opened) {}

        @Override
        public void remove(UUID caseId) {}
    }
}
