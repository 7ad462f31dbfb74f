package org.relais.bench.city;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** How often each department was in charge. */
final class Tally {

    private final Map<String, Integer> counts = new TreeMap<>();
    private int total;

    void add(String department) {
        counts.merge(department, 1, Integer::sum);
        total++;
    }

    int total() {
        return total;
    }

    /** The most frequent department; of several, the first by name. */
    String majority() {
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .orElseThrow()
                .getKey();
    }

    /** The majority's part of the whole. */
    double purity() {
        return (double) counts.getOrDefault(majority(), 0) / total;
    }
}
