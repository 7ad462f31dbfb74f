/**
 * Sensors as a channel: what a sensor says is watched, and at most one request about it is open at a time.
 *
 * <p>What a message changes and what is to be done for it commit together; requests and details are made of that afterwards, under
 * keys that stay the same however often it is tried.
 */
@NullMarked
package org.relais.intake.sensor;

import org.jspecify.annotations.NullMarked;
