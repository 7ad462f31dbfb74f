/** A Matrix account that people write to, by the client-server API. */
@NullMarked
package org.relais.intake.messenger.matrix;

import org.jspecify.annotations.NullMarked;
