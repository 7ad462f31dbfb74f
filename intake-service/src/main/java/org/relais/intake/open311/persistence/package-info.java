/** Looking requests up as Open311 asks for them. */
@NullMarked
package org.relais.intake.open311.persistence;

import org.jspecify.annotations.NullMarked;
