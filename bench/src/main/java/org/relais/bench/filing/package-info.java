/** How many requests a second can be filed: raw producer, a plain endpoint, and intake, in turn. */
@NullMarked
package org.relais.bench.filing;

import org.jspecify.annotations.NullMarked;
