package org.relais.routing.territory.publishing;

import java.util.List;
import java.util.Map;

/** Nothing can be decided: no folder is valid and no earlier version is stored. */
final class NoTerritoryInForce extends IllegalStateException {

    private static final long serialVersionUID = 1;

    NoTerritoryInForce(Map<String, List<String>> refused) {
        super("no territory is in force; refused: " + refused);
    }
}
