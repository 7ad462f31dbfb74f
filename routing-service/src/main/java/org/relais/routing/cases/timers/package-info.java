/** Timers of cases that survive restarts and fire once, kept by db-scheduler in the database beside the cases. */
@NullMarked
package org.relais.routing.cases.timers;

import org.jspecify.annotations.NullMarked;
