package org.relais.routing.area;

import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/**
 * A part of a territory.
 *
 * @param id code that rules name it by
 * @param name name by language
 * @param geometry polygon or multi-polygon, longitude first
 */
public record Area(String id, Map<String, String> name, Geometry geometry) {

    public Area {
        name = Map.copyOf(name);
    }
}
