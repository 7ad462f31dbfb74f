/** Asks routing for its lessons, by its REST. */
@NullMarked
package org.relais.intake.lesson.routing;

import org.jspecify.annotations.NullMarked;
