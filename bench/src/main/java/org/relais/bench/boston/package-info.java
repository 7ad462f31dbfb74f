/** A territory made from a year of real requests of the City of Boston: rules learned on most rows, tried on the rest. */
@NullMarked
package org.relais.bench.boston;

import org.jspecify.annotations.NullMarked;
