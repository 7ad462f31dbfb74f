/**
 * Events on their way in: each is applied once and in order per request, passed over, held until what is missing comes, or put among the
 * dead letters; while something is down it is tried again.
 */
@NullMarked
package org.relais.platform.inbox;

import org.jspecify.annotations.NullMarked;
