/** The texts that wait, and what was decided. */
@NullMarked
package org.relais.intake.review.persistence;

import org.jspecify.annotations.NullMarked;
