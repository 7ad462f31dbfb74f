/** The tables behind the public view. */
@NullMarked
package org.relais.intake.tracking.persistence;

import org.jspecify.annotations.NullMarked;
