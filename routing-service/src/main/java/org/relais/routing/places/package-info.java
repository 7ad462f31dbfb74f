/** Places that come back, for the departments concerned and for those who watch over all. How they are kept is the cases' business. */
@NullMarked
package org.relais.routing.places;

import org.jspecify.annotations.NullMarked;
