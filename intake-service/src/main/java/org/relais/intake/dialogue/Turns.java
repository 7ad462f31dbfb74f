package org.relais.intake.dialogue;

import java.util.Optional;
import java.util.function.Supplier;
import org.relais.intake.filing.PayloadMark;

/** One message of a person is dealt with at a time, whichever instance it comes to: the next one finds what became of it. */
public interface Turns {

    /** What the work answers; empty where its turn didn't come in time, and nothing was done. */
    <T> Optional<T> inTurn(PayloadMark person, Supplier<T> work);
}
