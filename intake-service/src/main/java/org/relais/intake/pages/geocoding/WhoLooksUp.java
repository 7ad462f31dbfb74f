package org.relais.intake.pages.geocoding;

import java.util.Optional;

/** Whom look-ups are counted for. */
@FunctionalInterface
public interface WhoLooksUp {

    /** Name of the caller; empty outside of a call, where nobody is to be counted. */
    Optional<String> now();
}
