/** What tells bytes from others, and who wrote them. */
@NullMarked
package org.relais.platform.digest;

import org.jspecify.annotations.NullMarked;
