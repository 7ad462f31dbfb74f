/** Group commit: waiting work drained into one transaction. */
@NullMarked
package org.relais.platform.commit;

import org.jspecify.annotations.NullMarked;
