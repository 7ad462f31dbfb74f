package org.relais.bench;

/** One measurement, or one proof, on a platform of its own. */
@FunctionalInterface
public interface Scenario {

    /** @return whether what must hold held; a goal that is missed is told in the report and is no failure */
    boolean run(Options options, Report report) throws Exception;
}
