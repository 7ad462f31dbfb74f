package org.relais.bench;

import java.util.List;

/** What several rounds of the same come to. */
public final class Rounds {

    private Rounds() {}

    /** The one in the middle; of two in the middle the greater. */
    public static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
