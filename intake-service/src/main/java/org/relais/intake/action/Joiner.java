package org.relais.intake.action;

import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.vault.SealedPerson;

/**
 * A person who joins.
 *
 * @param mark the same whenever the same person joins the same request, keyed so that nobody is read out of it; null where they
 *     gave nothing to tell them by
 */
public record Joiner(SealedPerson person, @Nullable PayloadMark mark) {

    @Override
    public String toString() {
        return "Joiner[]";
    }
}
