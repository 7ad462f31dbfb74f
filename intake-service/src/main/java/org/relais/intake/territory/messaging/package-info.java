/** Follows the territories that are published. */
@NullMarked
package org.relais.intake.territory.messaging;

import org.jspecify.annotations.NullMarked;
