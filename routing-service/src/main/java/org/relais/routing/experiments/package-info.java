/** Other rules on trial: beside those in force, or in their place for some requests; measured, and ended in one step. */
@NullMarked
package org.relais.routing.experiments;

import org.jspecify.annotations.NullMarked;
