/** Reads a territory from its published document. */
@NullMarked
package org.relais.intake.territory.persistence;

import org.jspecify.annotations.NullMarked;
