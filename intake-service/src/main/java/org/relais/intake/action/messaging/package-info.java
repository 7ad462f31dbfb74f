/** The events that carry a citizen's actions. */
@NullMarked
package org.relais.intake.action.messaging;

import org.jspecify.annotations.NullMarked;
