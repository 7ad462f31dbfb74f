package org.relais.routing.territory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.relais.routing.area.Areas;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.DeferralReason;
import org.relais.routing.rules.RoutingFacts;

/**
 * Looks at places beyond a territory's border. Such a request gets a person's eye, and its reason says who answers there: another
 * territory of the deployment, else the neighbour that the territory names.
 *
 * <p>A rule without an area takes requests from anywhere, for a territory may not have drawn all it answers for. One that names its
 * neighbours, or lies beside another territory of the deployment, has said where it ends: there no rule takes what lies beyond, save
 * for services that want no place, and save for what lies so near to the border that the place may only be shown badly.
 */
public final class Elsewhere {

    /** Fact that names who answers at the place. */
    static final String NEIGHBOUR = "neighbour";

    private final Territories territories;

    public Elsewhere(Territories territories) {
        this.territories = territories;
    }

    /**
     * @param basis its territory need not be in force
     * @param decision by the rules alone
     */
    public Decision consider(DecisionBasis basis, RoutingFacts facts, Decision decision) {
        Territory territory = basis.territory();
        GeoPoint place = facts.point();
        if (place == null
                || decision.areaId() != null
                || territory.areas().all().isEmpty()) {
            return decision;
        }
        Optional<Neighbour> neighbour = at(territory, place);
        boolean saysWhereItEnds =
                neighbour.isPresent() || !territory.neighbours().isEmpty();
        Decision bordered = saysWhereItEnds
                        && wantsPlace(territory, facts.serviceCode())
                        && territory.areas().near(place, Areas.TOLERANCE_METRES).isEmpty()
                ? outside(basis, facts, decision)
                : decision;
        return bordered instanceof Decision.Deferred deferred && deferred.why() == DeferralReason.OUTSIDE_ALL_AREAS
                ? neighbour
                        .<Decision>map(known -> deferred.saying(ElsewhereTexts.of(known, territory.languages()))
                                .with(Map.of(NEIGHBOUR, known.id())))
                        .orElse(deferred)
                : bordered;
    }

    /** Another territory knows better than a neighbour's drawing of it. */
    private Optional<Neighbour> at(Territory territory, GeoPoint place) {
        Stream<Neighbour> here = territories.current().stream()
                .filter(other -> !other.jurisdictionId().equals(territory.jurisdictionId()))
                .filter(other -> other.areas().at(place).isPresent())
                .map(Territory::asNeighbour);
        return here.findFirst().or(() -> territory.neighbours().at(place));
    }

    private static Decision outside(DecisionBasis basis, RoutingFacts facts, Decision decision) {
        List<String> languages = basis.territory().languages();
        return switch (decision) {
            case Decision.Routed routed ->
                routed.deferred(
                        DeferralReason.OUTSIDE_ALL_AREAS,
                        languages,
                        basis.rules().undecided(facts.serviceCode()));
            case Decision.Deferred deferred -> deferred.because(DeferralReason.OUTSIDE_ALL_AREAS, languages);
        };
    }

    private static boolean wantsPlace(Territory territory, String serviceCode) {
        return territory
                .service(serviceCode)
                .map(service -> service.place() != Service.PlaceDemand.NONE)
                .orElse(true);
    }
}
