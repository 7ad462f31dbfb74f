package org.relais.intake.filing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The way a request came in.
 *
 * @param requestedAt when the person first asked; null where that is when it was filed
 */
record Provenance(String channel, @Nullable Instant requestedAt) {}
