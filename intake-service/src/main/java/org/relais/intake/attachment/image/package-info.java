/** Reads pictures that anyone may have made, within bounds, and writes them anew. */
@NullMarked
package org.relais.intake.attachment.image;

import org.jspecify.annotations.NullMarked;
