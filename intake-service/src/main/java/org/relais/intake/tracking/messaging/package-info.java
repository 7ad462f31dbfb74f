/** Routing's and notification's events, as they change what the public sees. */
@NullMarked
package org.relais.intake.tracking.messaging;

import org.jspecify.annotations.NullMarked;
