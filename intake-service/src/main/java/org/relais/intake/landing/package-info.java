/** The first page: what this is, how to file, how to follow. */
@NullMarked
package org.relais.intake.landing;

import org.jspecify.annotations.NullMarked;
