/** Names as they are written elsewhere. */
@NullMarked
package org.relais.platform.naming;

import org.jspecify.annotations.NullMarked;
