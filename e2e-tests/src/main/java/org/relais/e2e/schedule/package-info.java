/** Long runs in which everything is killed in the middle, on schedules that a seed repeats. */
@NullMarked
package org.relais.e2e.schedule;

import org.jspecify.annotations.NullMarked;
