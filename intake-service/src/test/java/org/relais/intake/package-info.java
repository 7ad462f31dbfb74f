/** The intake service as a whole, on a real database, broker and schema registry. */
@NullMarked
package org.relais.intake;

import org.jspecify.annotations.NullMarked;
