/** Open311 GeoReport v2: the words of the standard for what Relais does anyway. */
@NullMarked
package org.relais.intake.open311;

import org.jspecify.annotations.NullMarked;
