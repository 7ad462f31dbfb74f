/** Deciding as the routing service does, without the service. */
@NullMarked
package org.relais.bench.responsibility;

import org.jspecify.annotations.NullMarked;
