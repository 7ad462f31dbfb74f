package org.relais.e2e.guarantee;

import java.util.List;

/** A promise that a run either kept or broke. */
public interface Guarantee {

    /** @return one sentence for each breach, naming the request; empty where the promise held */
    List<String> breaches(History history);

    /** What was looked at, so that a promise kept over nothing is seen. */
    String witness(History history);
}
