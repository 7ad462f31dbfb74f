package org.relais.intake.pages;

import java.util.List;
import java.util.Optional;
import org.relais.intake.territory.Extent;

/** Finds addresses, without any network by default. */
public interface Gazetteer {

    /** Addresses in which each of these words begins a word, the nearest to what was typed first. */
    List<Address> search(String words, Extent within, int most);

    /** The address written exactly so, capitals, accents and marks apart. */
    Optional<Address> named(String label, Extent within);

    /** The address nearest to a place, no farther than a few houses. */
    Optional<Address> near(double latitude, double longitude);
}
