/** The event that announces a filed request. */
@NullMarked
package org.relais.intake.filing.messaging;

import org.jspecify.annotations.NullMarked;
