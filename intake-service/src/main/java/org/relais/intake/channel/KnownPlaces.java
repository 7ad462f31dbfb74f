package org.relais.intake.channel;

import java.util.Optional;
import org.relais.intake.filing.Place;

/** The addresses that are known. */
@FunctionalInterface
public interface KnownPlaces {

    /** The one address that stands in a text, word for word; empty where there is none, or more than one. */
    Optional<Place> in(String text, String jurisdictionId);
}
