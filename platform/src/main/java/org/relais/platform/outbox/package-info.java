/** Events on their way out: stored in the transaction that decided them, published afterwards in order per request. */
@NullMarked
package org.relais.platform.outbox;

import org.jspecify.annotations.NullMarked;
