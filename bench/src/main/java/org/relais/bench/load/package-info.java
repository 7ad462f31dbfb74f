/** Load over HTTP from a handful of kept-alive connections, cheap enough to share two cores with what it measures. */
@NullMarked
package org.relais.bench.load;

import org.jspecify.annotations.NullMarked;
