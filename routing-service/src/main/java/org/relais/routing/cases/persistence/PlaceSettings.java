package org.relais.routing.cases.persistence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What makes a place one that comes back.
 *
 * @param reachMetres how far from where the first request was another is about the same place; counts for requests to come
 * @param times how many requests there must be
 * @param within how far back they are counted
 */
@ConfigurationProperties("relais.routing.recurring-places")
record PlaceSettings(
        @DefaultValue("50") int reachMetres,
        @DefaultValue("3") int times,
        @DefaultValue("365d") Duration within) {}
