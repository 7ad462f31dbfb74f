package org.relais.routing.territory;

import java.util.Map;

/**
 * Who answers beyond a territory's border, and how one reaches them: public information.
 *
 * @param name by language
 * @param page web address; empty where there is none, as are {@code phone} and {@code email}
 */
public record Neighbour(String id, Map<String, String> name, String page, String phone, String email) {

    public Neighbour {
        name = Map.copyOf(name);
    }
}
