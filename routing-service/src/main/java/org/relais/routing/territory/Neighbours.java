package org.relais.routing.territory;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.relais.routing.area.Area;
import org.relais.routing.area.Areas;
import org.relais.routing.area.GeoPoint;

/** Who answers around a territory, by place. A place on a border belongs to the one listed first, as areas do. */
public final class Neighbours {

    public static final Neighbours NONE = new Neighbours(List.of(), List.of());

    private final Areas areas;
    private final Map<String, Neighbour> byId;

    /** @param areas of the neighbours, with their ids */
    public Neighbours(List<Area> areas, List<Neighbour> neighbours) {
        this.areas = new Areas(areas);
        this.byId = neighbours.stream().collect(Collectors.toUnmodifiableMap(Neighbour::id, Function.identity()));
    }

    public Optional<Neighbour> at(GeoPoint place) {
        return areas.at(place).map(this::of);
    }

    /** Whether the territory says nothing of what is around it. */
    public boolean isEmpty() {
        return byId.isEmpty();
    }

    /** In the file's order. */
    public List<Area> areas() {
        return areas.all();
    }

    Neighbour of(Area area) {
        return Objects.requireNonNull(byId.get(area.id()));
    }
}
