/** Versions of a territory: publishing them, going back to one, and switching to them at once on every instance. */
@NullMarked
package org.relais.routing.territory.publishing;

import org.jspecify.annotations.NullMarked;
