package org.relais.intake.vault;

/** Numbers whose owners asked for no more texts. */
@FunctionalInterface
public interface TextStops {

    /** @param number in international form, such as {@code +33612345678} */
    boolean saidStop(String number);
}
