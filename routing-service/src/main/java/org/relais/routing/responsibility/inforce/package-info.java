/** Responsibility as the running service decides it. */
@NullMarked
package org.relais.routing.responsibility.inforce;

import org.jspecify.annotations.NullMarked;
