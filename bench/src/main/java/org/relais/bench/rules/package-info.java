/** What a routing decision costs, by few rules and by many. */
@NullMarked
package org.relais.bench.rules;

import org.jspecify.annotations.NullMarked;
