package org.relais.intake.filing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.intake.territory.Area;
import org.relais.intake.territory.Contact;
import org.relais.intake.territory.Elsewhere;
import org.relais.intake.territory.Extent;
import org.relais.intake.territory.Labels;
import org.relais.intake.territory.Neighbour;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.ServiceDefinition.PlaceDemand;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territory;
import org.relais.intake.validation.Violation;
import org.relais.intake.validation.Violations;

/** Beyond the border of a town from 2 to 3 degrees east, with a neighbour as wide to the east. */
class PlaceNoticesTest {

    private static final Place IN_TOWN = new Place(48.5, 2.5, null);
    private static final Place AT_THE_NEIGHBOUR = new Place(48.5, 3.5, null);
    private static final Place IN_NO_MANS_LAND = new Place(48.5, 1.5, null);
    static final Territory TOWN = town(
            "town", 2, List.of(new Neighbour(area(3), "https://rivebois.example/", null, "mairie@rivebois.example")));

    @Test
    void nothingIsSaidOfAPlaceInTownOrOneThatIsOnlyAnAddress() {
        assertThat(notice(TOWN, "pothole", IN_TOWN)).isEmpty();
        assertThat(notice(TOWN, "pothole", new Place(null, null, "1 rue du Pont")))
                .isEmpty();
        assertThat(notice(TOWN, "pothole", null)).isEmpty();
    }

    @Test
    void theNeighbourIsNamedWithWaysToReachThem() {
        assertThat(notice(TOWN, "pothole", AT_THE_NEIGHBOUR))
                .contains("Cet endroit est hors de town : adressez-vous à area 3"
                        + " (https://rivebois.example/, mairie@rivebois.example).");
        assertThat(notice(TOWN, null, AT_THE_NEIGHBOUR))
                .as("what is asked for may not be told yet")
                .isPresent();
    }

    @Test
    void whoGivesNoWayToBeReachedIsNamedAlone() {
        Territory town = town("town", 2, List.of(new Neighbour(area(3), null, null, null)));

        assertThat(notice(town, "pothole", AT_THE_NEIGHBOUR))
                .contains("Cet endroit est hors de town : adressez-vous à area 3.");
        assertThat(refused(town, AT_THE_NEIGHBOUR))
                .containsExactly(new Violation("/location", "place_elsewhere", List.of("area 3")));
    }

    @Test
    void whereNobodyIsKnownThatIsSaid() {
        assertThat(notice(TOWN, "pothole", IN_NO_MANS_LAND))
                .contains("Cet endroit est hors de town, et nous ne savons pas qui y répond.");
    }

    @Test
    void aServiceThatWantsNoPlaceHasNoBorder() {
        assertThat(notice(TOWN, "idea", AT_THE_NEIGHBOUR)).isEmpty();
    }

    @Test
    void soNearToTheBorderAPlaceMayOnlyBeShownBadly() {
        // At 48.5 degrees north a thousandth of a degree of longitude is 74 m.
        assertThat(notice(TOWN, "pothole", new Place(48.5, 3.0019, null))).isEmpty();
        assertThat(notice(TOWN, "pothole", new Place(48.5, 3.0022, null))).isPresent();
        assertThat(notice(TOWN, "pothole", new Place(49.0013, 2.5, null))).isEmpty();
        assertThat(notice(TOWN, "pothole", new Place(49.0014, 2.5, null))).isPresent();
    }

    @Test
    void anotherTerritoryServedHereIsNamedBeforeANeighboursDrawing() {
        Territory other = town("other", 3, List.of());

        Optional<Elsewhere> found = notices(TOWN, other).elsewhere(TOWN, "pothole", AT_THE_NEIGHBOUR);

        assertThat(found).map(Elsewhere::jurisdictionId).contains("other");
        assertThat(found)
                .map(there -> there.nameAndReach("fr"))
                .hasValueSatisfying(named -> assertThat(named).endsWith(" (+33 1 99 00 10 00, mairie@other.example)"));
    }

    @Test
    void aServiceGivenInsideOnlyIsRefusedWithTheNeighbourNamed() {
        assertThat(refused(AT_THE_NEIGHBOUR))
                .containsExactly(new Violation(
                        "/location",
                        "place_elsewhere",
                        List.of("area 3 (https://rivebois.example/, mairie@rivebois.example)")));
        assertThat(refused(IN_NO_MANS_LAND))
                .containsExactly(new Violation("/location", "place_outside_territory", List.of()));
        assertThat(refused(IN_TOWN)).isEmpty();
    }

    @Test
    void whereNoAreasAreDrawnWhatIsFarFromTheCentreIsOutside() {
        Territory undrawn = new Territory(
                "undrawn",
                1,
                Labels.NONE,
                48.5,
                2.5,
                new Extent(48, 2, 49, 3),
                List.of("fr"),
                "Europe/Paris",
                "FR",
                Labels.NONE,
                new Contact(null, null, null),
                Map.of(),
                services(),
                "112",
                List.of(),
                List.of(),
                Map.of(),
                150,
                Set.of());

        assertThat(notice(undrawn, "pothole", AT_THE_NEIGHBOUR)).isEmpty();
        assertThat(refused(undrawn, AT_THE_NEIGHBOUR))
                .extracting(Violation::code)
                .containsExactly("place_outside_territory");
        assertThat(refused(undrawn, IN_TOWN)).isEmpty();
    }

    private static List<Violation> refused(Place place) {
        return refused(TOWN, place);
    }

    private static List<Violation> refused(Territory territory, Place place) {
        Violations violations = new Violations();
        PlaceRules.check(
                place,
                service("graffiti", PlaceDemand.INSIDE_TERRITORY),
                territory,
                false,
                notices(territory),
                "fr",
                violations);
        return violations.all();
    }

    private static Optional<String> notice(Territory territory, @Nullable String service, @Nullable Place place) {
        return notices(territory).notice(territory, service, place, "fr");
    }

    private static PlaceNotices notices(Territory... territories) {
        List<Territory> all = new ArrayList<>(List.of(territories));
        return new PlaceNotices(new Territories() {
            @Override
            public List<Territory> all() {
                return all;
            }

            @Override
            public Optional<Territory> find(String jurisdictionId) {
                return all.stream()
                        .filter(territory -> territory.jurisdictionId().equals(jurisdictionId))
                        .findFirst();
            }
        });
    }

    private static Area area(double west) {
        List<Area.Position> ring = List.of(
                new Area.Position(48, west),
                new Area.Position(49, west),
                new Area.Position(49, west + 1),
                new Area.Position(48, west + 1),
                new Area.Position(48, west));
        String name = "area " + (int) west;
        return new Area(name, new Labels(Map.of("fr", name)), List.of(new Area.Polygon(List.of(ring))));
    }

    private static Territory town(String id, double west, List<Neighbour> neighbours) {
        return new Territory(
                id,
                1,
                new Labels(Map.of("fr", id)),
                48.5,
                west + 0.5,
                new Extent(48, west, 49, west + 1),
                List.of("fr"),
                "Europe/Paris",
                "FR",
                Labels.NONE,
                new Contact(null, "mairie@" + id + ".example", "+33 1 99 00 10 00"),
                Map.of(),
                services(),
                "112",
                List.of(area(west)),
                neighbours,
                Map.of(),
                150,
                Set.of());
    }

    private static Map<String, ServiceDefinition> services() {
        return Map.of(
                "pothole", service("pothole", PlaceDemand.ANYWHERE),
                "idea", service("idea", PlaceDemand.NOT_NEEDED));
    }

    private static ServiceDefinition service(String code, PlaceDemand place) {
        return new ServiceDefinition(
                code, Labels.NONE, Labels.NONE, Labels.NONE, Map.of(), false, null, place, false, List.of());
    }
}
