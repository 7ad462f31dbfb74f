/** Large photos on many connections, and how much memory they cost. */
@NullMarked
package org.relais.bench.photos;

import org.jspecify.annotations.NullMarked;
