/** How long the platform takes to be ready, and how much memory it needs. */
@NullMarked
package org.relais.bench.start;

import org.jspecify.annotations.NullMarked;
