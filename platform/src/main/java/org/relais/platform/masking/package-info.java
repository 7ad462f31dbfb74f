/** Keeps contact details out of text that leaves a service. */
@NullMarked
package org.relais.platform.masking;

import org.jspecify.annotations.NullMarked;
