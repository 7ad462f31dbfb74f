/** Reading a JSON body strictly and within bounds. */
@NullMarked
package org.relais.intake.body;

import org.jspecify.annotations.NullMarked;
