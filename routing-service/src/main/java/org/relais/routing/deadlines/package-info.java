/** Dates that come near or have passed, for those who watch over them. How dates are kept is the cases' business. */
@NullMarked
package org.relais.routing.deadlines;

import org.jspecify.annotations.NullMarked;
