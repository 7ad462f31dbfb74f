/** When is learned what: at start, whenever a territory changes, and overnight from what was corrected. */
@NullMarked
package org.relais.routing.suggestion.nightly;

import org.jspecify.annotations.NullMarked;
