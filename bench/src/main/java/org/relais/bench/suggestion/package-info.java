/** How often words alone name the right department. */
@NullMarked
package org.relais.bench.suggestion;

import org.jspecify.annotations.NullMarked;
