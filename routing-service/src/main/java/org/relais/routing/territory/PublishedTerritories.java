package org.relais.routing.territory;

import java.util.Optional;

/** Territories with their earlier versions. */
public interface PublishedTerritories extends Territories {

    Optional<Territory> version(String jurisdictionId, long version);
}
