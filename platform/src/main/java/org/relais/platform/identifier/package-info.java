/** Identifiers as data: who needs one is given the source. */
@NullMarked
package org.relais.platform.identifier;

import org.jspecify.annotations.NullMarked;
