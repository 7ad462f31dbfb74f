/** Public texts in which something personal was found: hidden at once, and looked at by somebody who decides. */
@NullMarked
package org.relais.intake.review;

import org.jspecify.annotations.NullMarked;
