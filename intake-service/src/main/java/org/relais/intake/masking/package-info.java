/** Keeps contact details out of text that leaves this service. */
@NullMarked
package org.relais.intake.masking;

import org.jspecify.annotations.NullMarked;
