package org.relais.intake.open311;

import java.time.Instant;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.tracking.OpenState;

/** Something public that happened to a request, and how it stood after that. */
public record Update(String updateId, TrackingCode code, OpenState state, Instant at, String description) {}
