/** How long a request takes from its acknowledgement to the department's topic. */
@NullMarked
package org.relais.bench.journey;

import org.jspecify.annotations.NullMarked;
