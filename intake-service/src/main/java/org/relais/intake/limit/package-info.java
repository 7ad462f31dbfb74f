/** How much one caller may do in a time, so that nobody's requests drown in somebody else's. */
@NullMarked
package org.relais.intake.limit;

import org.jspecify.annotations.NullMarked;
