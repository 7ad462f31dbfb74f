/** The intake service. */
@NullMarked
package org.relais.intake;

import org.jspecify.annotations.NullMarked;
