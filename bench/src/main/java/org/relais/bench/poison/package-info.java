/** How soon good records pass after one that can't be read. */
@NullMarked
package org.relais.bench.poison;

import org.jspecify.annotations.NullMarked;
