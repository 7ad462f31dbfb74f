package org.relais.intake.pages;

import java.util.List;
import java.util.Optional;
import org.relais.intake.territory.Extent;

/** Finds addresses, without any network unless an operator names a geocoder. */
public interface Gazetteer {

    /** How far an address may be from a place that it names: a few houses. */
    double FARTHEST_METRES = 150;

    /** Addresses in which each of these words begins a word, the nearest to what was typed first. */
    List<Address> search(String words, Extent within, int most);

    /** The address written exactly so, capitals, accents and marks apart. */
    Optional<Address> named(String label, Extent within);

    /**
     * The longest address that stands in a text, word for word; empty where there is none or more than one. A house number must be
     * the address's own.
     */
    Optional<Address> in(String text, Extent within);

    /** The address nearest to a place, no farther than {@link #FARTHEST_METRES}. */
    Optional<Address> near(double latitude, double longitude);
}
