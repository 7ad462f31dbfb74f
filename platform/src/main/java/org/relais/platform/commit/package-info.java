/** Fewer waits for the database: work drained into one transaction, and rows written by one batch. */
@NullMarked
package org.relais.platform.commit;

import org.jspecify.annotations.NullMarked;
