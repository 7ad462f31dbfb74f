/** Every message that left this process, on a page: for trying the platform locally. */
@NullMarked
package org.relais.notification.outboxpage;

import org.jspecify.annotations.NullMarked;
