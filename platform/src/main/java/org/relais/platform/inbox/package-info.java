/** Events on their way in: each applied once and in order per request, or given one of three fates. */
@NullMarked
package org.relais.platform.inbox;

import org.jspecify.annotations.NullMarked;
