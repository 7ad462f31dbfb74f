package org.relais.local.importing;

import java.time.Duration;

/**
 * How far an import is.
 *
 * @param rate rows a second since this run began
 * @param left how long the rest will take at that rate, by the bytes that are left
 */
record ImportProgress(long filed, long refused, double rate, Duration left) {}
