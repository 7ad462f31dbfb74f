/** What is known of sensors, and the files in which they are registered. */
@NullMarked
package org.relais.intake.sensor.persistence;

import org.jspecify.annotations.NullMarked;
