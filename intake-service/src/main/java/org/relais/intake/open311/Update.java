package org.relais.intake.open311;

import org.relais.intake.tracking.OpenState;
import java.time.Instant;
import org.relais.intake.filing.TrackingCode;

/** Something public that happened to a request, and how it stood after that. */
public record Update(String updateId, TrackingCode code, OpenState state, Instant at, String description) {}
